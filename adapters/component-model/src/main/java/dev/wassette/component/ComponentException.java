package dev.wassette.component;

/// Why bytes cannot be used as a component. The message is a sentence for the user.
public abstract sealed class ComponentException extends Exception
        permits MalformedComponent, InvalidComponent, UnsupportedComponent, UnlinkableComponent {
    private static final long serialVersionUID = 1L;
    private final long offset;

    ComponentException(String message, long offset, Throwable cause) {
        super(offset < 0 ? message : message + " (at byte " + offset + ")", cause);
        this.offset = offset;
    }

    /// {@return where in the file the problem is, counted from its first byte; -1 when it has no one place}
    public long offset() {
        return offset;
    }
}
