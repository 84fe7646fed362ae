package dev.wassette.component;

/// Bytes that do not follow the binary format (Component Model, "Binary Format Explainer").
public final class MalformedComponent extends ComponentException {
    private static final long serialVersionUID = 1L;

    /// @param offset of the offending byte; -1 when there is no one place
    public MalformedComponent(String message, long offset) {
        super(message, offset, null);
    }

    /// @param offset of the offending byte; -1 when there is no one place
    public MalformedComponent(String message, long offset, Throwable cause) {
        super(message, offset, cause);
    }
}
