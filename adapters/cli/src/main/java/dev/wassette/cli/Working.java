package dev.wassette.cli;

import java.io.PrintStream;
import java.util.Objects;
import java.util.OptionalLong;

/// Says what takes long, and how far it is: on a terminal in one line that is gone when it is done, elsewhere in a quiet
/// line every now and then, for who reads a log. Nothing of what is done soon. Never waits for the output.
final class Working implements AutoCloseable {
    private static final long BEFORE_IT_SHOWS = 300;
    private static final long BETWEEN = 200;
    private static final long BETWEEN_LINES = 30_000;
    private static final int BAR = 24;
    private static final String ERASED = "\r\u001b[K";

    private final PrintStream err;
    private final Terminal terminal;
    private final String what;
    private final Thread ticker;
    private volatile Step step = Step.NONE;

    /// How far a part of it is.
    ///
    /// @param phase empty for none
    private record Step(String phase, long bytes, OptionalLong total) {
        private static final Step NONE = new Step("", 0, OptionalLong.empty());
    }

    private Working(PrintStream err, Terminal terminal, String what) {
        this.err = Objects.requireNonNull(err);
        this.terminal = Objects.requireNonNull(terminal);
        this.what = Table.printable(what);
        this.ticker = Thread.ofPlatform().daemon().name("progress").unstarted(this::tick);
    }

    /// Begins.
    ///
    /// @param what takes long, such as `Loading x.wasm`
    static Working on(PrintStream err, Terminal terminal, String what) {
        var working = new Working(err, terminal, what);
        working.ticker.start();
        return working;
    }

    /// Takes notice of how far it is.
    ///
    /// @param phase a few words, such as `downloading`
    /// @param total how many bytes there will be, if known
    void at(String phase, long bytes, OptionalLong total) {
        step = new Step(Table.printable(phase), bytes, total);
    }

    private void tick() {
        long start = System.nanoTime();
        try {
            Thread.sleep(terminal.interactive() ? BEFORE_IT_SHOWS : BETWEEN_LINES);
            while (true) {
                String line = line((System.nanoTime() - start) / 1_000_000);
                err.print(terminal.interactive() ? ERASED + terminal.fit(line) : line + "\n");
                err.flush();
                Thread.sleep(terminal.interactive() ? BETWEEN : BETWEEN_LINES);
            }
        } catch (InterruptedException _) {
            if (terminal.interactive()) {
                err.print(ERASED);
                err.flush();
            }
        }
    }

    /// {@return what there is to say}
    ///
    /// @param millis since it began
    String line(long millis) {
        Step now = step;
        String time = millis / 1000 + "." + millis / 100 % 10 + " s";
        boolean isOver = now.total().isPresent() && now.bytes() >= now.total().getAsLong();
        if (now.phase().isEmpty() || isOver) {
            return what + " ... " + time;
        }
        String amount = now.total().isPresent() ? bar(now.bytes(), now.total().getAsLong()) : megabytes(now.bytes()) + " MB";
        return what + ": " + now.phase() + (now.bytes() > 0 ? " " + amount : "") + " ... " + time;
    }

    private static String bar(long bytes, long total) {
        int filled = (int) Math.clamp(bytes * (double) BAR / total, 0, BAR);
        return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + megabytes(bytes) + " of " + megabytes(total) + " MB";
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + "." + bytes / 100_000 % 10;
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
