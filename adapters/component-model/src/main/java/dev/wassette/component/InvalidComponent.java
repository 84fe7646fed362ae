package dev.wassette.component;

/// A component that follows the binary format but breaks a validation rule.
public final class InvalidComponent extends ComponentException {
    private static final long serialVersionUID = 1L;

    /// @param offset of the offending byte; -1 when there is no one place
    public InvalidComponent(String message, long offset) {
        super(message, offset, null);
    }

    /// @param offset of the offending byte; -1 when there is no one place
    public InvalidComponent(String message, long offset, Throwable cause) {
        super(message, offset, cause);
    }
}
