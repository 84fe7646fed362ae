package dev.wassette.bootstrap;

import dev.wassette.cli.WassetteCli;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;

/// Where the process starts.
public final class Main {
    private Main() {}

    /// Runs the command line and exits with its status.
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        // Standard output belongs to the protocol or the answer, whatever a library may print.
        System.setOut(System.err);
        // A PrintStream hides failed writes; the server has to see that its client has gone.
        var wiring = new Wiring(System.getenv(), System.in, new FileOutputStream(FileDescriptor.out));
        var cli = new WassetteCli(wiring, System.getenv(), Version.current(), System.in, out, System.err);
        System.exit(cli.run(List.of(arguments)));
    }
}
