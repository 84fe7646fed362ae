package dev.wassette.cli;

/// The configuration file cannot be used. The message says which file, where in it, and why.
public final class UnusableConfiguration extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableConfiguration(String message) {
        super(message);
    }

    public UnusableConfiguration(String message, Throwable cause) {
        super(message, cause);
    }
}
