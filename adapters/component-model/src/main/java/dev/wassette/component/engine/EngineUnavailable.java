package dev.wassette.component.engine;

/// A core engine cannot run on this machine. The message is a sentence for the user.
public final class EngineUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public EngineUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
