package dev.wassette.sandbox;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// How long a thread has computed.
final class ProcessorTime {
    private ProcessorTime() {}

    /// {@return nanoseconds; 0 for a thread that has ended, or on a system that does not count}
    static long of(Thread thread) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isThreadCpuTimeSupported() ? Math.max(0, threads.getThreadCpuTime(thread.threadId())) : 0;
    }
}
