package dev.wassette.component;

/// A component that imports what the host does not offer.
public final class UnlinkableComponent extends ComponentException {
    private static final long serialVersionUID = 1L;

    /// @param offset of the offending byte; -1 when there is no one place
    public UnlinkableComponent(String message, long offset) {
        super(message, offset, null);
    }

    /// @param offset of the offending byte; -1 when there is no one place
    public UnlinkableComponent(String message, long offset, Throwable cause) {
        super(message, offset, cause);
    }
}
