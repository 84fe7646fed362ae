package dev.wassette.component;

/// A valid component that needs a feature which this implementation does not have. The message names the feature.
public final class UnsupportedComponent extends ComponentException {
    private static final long serialVersionUID = 1L;

    /// @param offset of the offending byte; -1 when there is no one place
    public UnsupportedComponent(String message, long offset) {
        super(message, offset, null);
    }

    /// @param offset of the offending byte; -1 when there is no one place
    public UnsupportedComponent(String message, long offset, Throwable cause) {
        super(message, offset, cause);
    }
}
