package dev.wassette.bootstrap;

import dev.wassette.cli.WassetteCli;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Prints the manual page. Started by whoever packs the program, never by users.
public final class Manual {
    private Manual() {}

    /// @param arguments the date that the page bears
    public static void main(String[] arguments) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(WassetteCli.manual(Version.current(), arguments[0]));
    }
}
