package dev.wassette.runtime.chicory;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Wakes stores at their deadlines, on one daemon thread. Safe for use by several threads.
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    Deadlines() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "chicory-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /// Runs a short action at a moment of [System#nanoTime].
    Future<?> at(long nanoTime, Runnable action) {
        return timer.schedule(action, nanoTime - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /// Takes no more deadlines. The thread goes when the last one has come or was taken back.
    @Override
    public void close() {
        timer.shutdown();
    }
}
