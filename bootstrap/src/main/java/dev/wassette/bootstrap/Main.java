package dev.wassette.bootstrap;

import dev.wassette.cli.WassetteCli;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Where the process starts.
public final class Main {
    private Main() {}

    /// Runs the command line and exits with its status.
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        // Standard output belongs to the protocol or the answer, whatever a library may print.
        System.setOut(System.err);
        startLogging();
        // A PrintStream hides failed writes; the server has to see that its client has gone.
        var wiring = new Wiring(System.getenv(), System.in, new FileOutputStream(FileDescriptor.out));
        var cli = new WassetteCli(wiring, System.getenv(), Version.current(), System.in, out, System.err);
        System.exit(cli.run(List.of(arguments)));
    }

    /// The logger looks for a file of settings in every jar, which takes a quarter of the time of a short command. There is
    /// none.
    static void startLogging() {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(null) {
            @Override
            public InputStream getResourceAsStream(String name) {
                return null;
            }
        });
        LoggerFactory.getILoggerFactory();
        thread.setContextClassLoader(usual);
    }
}
