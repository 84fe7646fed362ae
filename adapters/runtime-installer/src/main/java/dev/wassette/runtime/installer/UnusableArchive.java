package dev.wassette.runtime.installer;

import java.io.IOException;

/// An archive is not what it has to be. The message says what is wrong with it, as a clause that follows its name.
final class UnusableArchive extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableArchive(String message) {
        super(message);
    }

    UnusableArchive(String message, Throwable cause) {
        super(message, cause);
    }
}
