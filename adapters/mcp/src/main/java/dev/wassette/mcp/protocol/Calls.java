package dev.wassette.mcp.protocol;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The calls that are in flight.
///
/// On platform threads: to load a component is a long computation, in part in native code, and would hold one of the
/// few carriers of virtual threads, on a machine with one processor the only one. The pool is one that wakes an idle
/// thread before it makes another.
public final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final Semaphore bytesInFlight = new Semaphore(ProtocolLimits.MAX_BYTES_IN_FLIGHT);
    private final ForkJoinPool threads = new ForkJoinPool(ProtocolLimits.MAX_THREADS, Calls::thread, null, true);

    /// Makes a pool without threads.
    public Calls() {}

    /// Starts a call. Waits first while too much is in flight.
    ///
    /// @param bytes how long its message was
    public void start(int bytes, Runnable call) {
        int weight = Math.clamp(bytes, ProtocolLimits.MIN_CALL_BYTES, ProtocolLimits.MAX_BYTES_IN_FLIGHT);
        bytesInFlight.acquireUninterruptibly(weight);
        threads.execute(() -> {
            try {
                call.run();
            } finally {
                bytesInFlight.release(weight);
            }
        });
    }

    /// Waits for all calls, but no longer than this. Afterwards no call can be started.
    public void drain(Duration most) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} calls were still running when the server ended", threads.getActiveThreadCount());
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
        ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        thread.setName("mcp-call-" + thread.getPoolIndex());
        return thread;
    }
}
