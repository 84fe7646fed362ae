package dev.wassette.cli;

import dev.wassette.application.port.in.InstallRuntime;
import java.io.Console;
import java.io.PrintStream;
import java.util.OptionalLong;

/// One line on the terminal that says how much has arrived; nothing where there is no terminal.
final class InstallProgress implements InstallRuntime.Progress {
    private static final int BYTES_BETWEEN = 256 << 10;

    private final PrintStream err;
    private final boolean terminal;
    private long shown;

    InstallProgress(PrintStream err) {
        Console console = System.console();
        this.err = err;
        this.terminal = console != null && console.isTerminal();
    }

    @Override
    public void received(long bytes, OptionalLong total) {
        if (terminal && bytes - shown >= BYTES_BETWEEN) {
            shown = bytes;
            err.print("\r" + megabytes(bytes) + (total.isPresent() ? " of " + megabytes(total.getAsLong()) : "") + " MB ");
            err.flush();
        }
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + "." + bytes / 100_000 % 10;
    }

    /// Ends the line, if there is one.
    void end() {
        if (shown > 0) {
            err.println();
        }
    }
}
