package dev.wassette.mcp.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Touches everything that is open, again and again: connections that are in use are never silent, and those whose
/// client has gone are noticed.
final class Pulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("mcp-http-pulse").factory());
    /// What is done, and the beats until it is done next.
    private final Map<Runnable, Countdown> beating = new ConcurrentHashMap<>();

    private static final class Countdown {
        private final int every;
        private int left; // touched by the timer only

        private Countdown(int every) {
            this.every = every;
            this.left = every;
        }
    }

    Pulse() {
        timer.scheduleAtFixedRate(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    /// Has something done every so many seconds.
    ///
    /// @param touch short, and waits for nobody
    /// @return ends it
    Runnable every(int seconds, Runnable touch) {
        Runnable own = touch::run;
        beating.put(own, new Countdown(seconds));
        return () -> beating.remove(own);
    }

    private void beat() {
        beating.forEach((touch, countdown) -> {
            countdown.left--;
            if (countdown.left <= 0) {
                countdown.left = countdown.every;
                touch(touch);
            }
        });
    }

    /// One that fails must not end the others: the timer runs nothing again that has thrown.
    private static void touch(Runnable touch) {
        try {
            touch.run();
        } catch (RuntimeException fault) {
            LOG.error("An open stream could not be touched", fault);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
