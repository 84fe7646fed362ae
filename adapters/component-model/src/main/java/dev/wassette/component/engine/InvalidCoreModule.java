package dev.wassette.component.engine;

/// A core module that an engine refuses. The message is a sentence for the user; there is no stack of interest.
public final class InvalidCoreModule extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidCoreModule(String message, Throwable cause) {
        super(message, cause);
    }
}
