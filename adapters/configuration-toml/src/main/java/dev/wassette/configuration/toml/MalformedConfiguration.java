package dev.wassette.configuration.toml;

/// A configuration file cannot be understood. The message says which file, where in it, and why.
public final class MalformedConfiguration extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedConfiguration(String message) {
        super(message);
    }

    MalformedConfiguration(String message, Throwable cause) {
        super(message, cause);
    }
}
