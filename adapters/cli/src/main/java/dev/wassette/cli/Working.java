package dev.wassette.cli;

import java.io.PrintStream;
import java.util.Objects;

/// One line on the terminal that says what takes long, and how long it takes already; gone when it is done. Nothing where
/// nobody watches, and nothing for what is done soon.
final class Working implements AutoCloseable {
    private static final long BEFORE_IT_SHOWS = 300;
    private static final long BETWEEN = 200;
    private static final String ERASED = "\r\u001b[K";

    private final PrintStream err;
    private final Thread ticker;

    private Working(PrintStream err, String what, boolean shown) {
        this.err = Objects.requireNonNull(err);
        this.ticker = Thread.ofPlatform().daemon().name("progress").unstarted(() -> tick(what));
        if (shown) {
            ticker.start();
        }
    }

    /// Begins.
    ///
    /// @param what takes long, such as `Loading x.wasm`
    static Working on(PrintStream err, Terminal terminal, String what) {
        return new Working(err, Table.printable(what), terminal.interactive());
    }

    private void tick(String what) {
        long start = System.nanoTime();
        try {
            Thread.sleep(BEFORE_IT_SHOWS);
            while (true) {
                long tenths = (System.nanoTime() - start) / 100_000_000;
                err.print("\r" + what + " ... " + tenths / 10 + "." + tenths % 10 + " s ");
                err.flush();
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException _) {
            err.print(ERASED);
            err.flush();
        }
    }

    @Override
    public void close() {
        ticker.interrupt();
        boolean interrupted = false;
        while (ticker.isAlive()) {
            try {
                ticker.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
