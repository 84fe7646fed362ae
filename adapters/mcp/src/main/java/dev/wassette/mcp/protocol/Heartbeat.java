package dev.wassette.mcp.protocol;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Runs actions again and again, at a fixed interval, while calls run. Has no thread before the first of them.
final class Heartbeat {
    private ScheduledThreadPoolExecutor timer; // guarded by this; null before it is needed

    /// Starts running an action.
    ///
    /// @return ends it
    Runnable start(Runnable action) {
        long interval = ProtocolLimits.HEARTBEAT.toMillis();
        ScheduledFuture<?> beating =
                timer().scheduleAtFixedRate(action, interval, interval, TimeUnit.MILLISECONDS);
        return () -> beating.cancel(false);
    }

    private synchronized ScheduledThreadPoolExecutor timer() {
        if (timer == null) {
            timer = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("mcp-heartbeat").factory());
            timer.setRemoveOnCancelPolicy(true);
        }
        return timer;
    }
}
