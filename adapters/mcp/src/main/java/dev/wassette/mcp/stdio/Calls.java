package dev.wassette.mcp.stdio;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The calls that are in flight.
///
/// On platform threads: to load a component is a long computation, in part in native code, and would hold one of the
/// few carriers of virtual threads, on a machine with one processor the only one.
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final Semaphore bytesInFlight = new Semaphore(StdioLimits.MAX_BYTES_IN_FLIGHT);
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(StdioLimits.MAX_THREADS, StdioLimits.MAX_THREADS,
            10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons());

    Calls() {
        threads.allowCoreThreadTimeOut(true);
    }

    /// Starts a call. Waits first while too much is in flight.
    ///
    /// @param bytes how long its message was
    void start(int bytes, Runnable call) {
        int weight = Math.clamp(bytes, StdioLimits.MIN_CALL_BYTES, StdioLimits.MAX_BYTES_IN_FLIGHT);
        bytesInFlight.acquireUninterruptibly(weight);
        threads.execute(() -> {
            try {
                call.run();
            } finally {
                bytesInFlight.release(weight);
            }
        });
    }

    /// Waits a bounded time for all calls. Afterwards no call can be started.
    void drain() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(StdioLimits.MAX_DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} calls were still running when the server ended", threads.shutdownNow().size()
                        + threads.getActiveCount());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemons() {
        var count = new AtomicInteger();
        return task -> Thread.ofPlatform().daemon().name("mcp-call-" + count.incrementAndGet()).unstarted(task);
    }
}
