package dev.wassette.bench;

import dev.wassette.component.engine.GuestThread;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Lets JMH run benchmarks where guests may run; named by the system property `jmh.executor.class`.
public final class GuestExecutor extends ThreadPoolExecutor {

    /// The signature that JMH asks for.
    public GuestExecutor(int threads, String prefix) {
        super(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                task -> GuestThread.of(prefix, task));
    }
}
