package dev.wassette.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Where the output goes. Colours are for terminals only, and never where `NO_COLOR` has a value (no-color.org).
///
/// @param interactive whether somebody watches
/// @param width how many characters a line has; [Integer#MAX_VALUE] where that is not known
/// @param colours whether to use them
record Terminal(boolean interactive, int width, boolean colours) {
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String ELLIPSIS = "...";
    private static final String PLAIN = "\u001b[0m";

    /// Nobody watches: a file, or another program.
    static final Terminal NONE = new Terminal(false, Integer.MAX_VALUE, false);

    /// {@return the terminal of the process; [#NONE] unless both input and output are one}
    static Terminal of(Map<String, String> environment) {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return NONE;
        }
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(true, width(environment), colours);
    }

    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(columns) : asked();
    }

    /// Java does not tell the size of a terminal; `stty` does, where there is one.
    private static int asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(ProcessBuilder.Redirect.INHERIT).start();
            String said = new String(stty.getInputStream().readNBytes(32), StandardCharsets.US_ASCII).strip();
            boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
            return ended && said.matches("[0-9]{1,5} [1-9][0-9]{0,4}") ? Integer.parseInt(said.substring(said.indexOf(' ') + 1))
                    : Integer.MAX_VALUE;
        } catch (IOException _) {
            return Integer.MAX_VALUE;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Integer.MAX_VALUE;
        }
    }

    /// {@return the text, for the eye}
    String bold(String text) {
        return coloured(BOLD, text);
    }

    /// {@return the text as one that is taken away}
    String red(String text) {
        return coloured(RED, text);
    }

    /// {@return the text as one that is added}
    String green(String text) {
        return coloured(GREEN, text);
    }

    private String coloured(String colour, String text) {
        return colours ? colour + text + PLAIN : text;
    }

    /// {@return the line, cut to the width}
    String fit(String line) {
        return line.length() <= width || width <= ELLIPSIS.length() ? line
                : line.substring(0, width - ELLIPSIS.length()) + ELLIPSIS;
    }
}
