package dev.wassette.bootstrap;

import dev.wassette.cli.WassetteCli;
import java.util.List;

/// Where the process starts.
public final class Main {
    private Main() {}

    /// Runs the command line and exits with its status.
    public static void main(String[] arguments) {
        var wiring = new Wiring(System.getenv(), System.in, System.out);
        var cli = new WassetteCli(wiring::serve, System.getenv(), Version.current(), System.out, System.err);
        System.exit(cli.run(List.of(arguments)));
    }
}
