package dev.wassette.cli;

import java.io.PrintStream;

/// How a command says that it failed (contract A).
final class Problems {
    private Problems() {}

    /// Says what went wrong, and why, each cause on a line of its own.
    ///
    /// @return the exit status of the process
    static int say(PrintStream err, String message, String... causes) {
        err.println("Error: " + message);
        if (causes.length > 0) {
            err.println("\nCaused by:");
            for (String cause : causes) {
                err.println("    " + cause);
            }
        }
        return 1;
    }
}
