package dev.wassette.wasi.gate;

import dev.wassette.domain.policy.Grant;
import java.util.Objects;

/// Measures time from the moment it is made, so that a guest does not learn how long the machine has been running.
/// Every grant allows it.
public final class MonotonicClock {
    /// The step of [System#nanoTime] as far as Java tells.
    public static final long RESOLUTION_NANOS = 1;

    private final long start = System.nanoTime();

    public MonotonicClock(Grant grant) {
        Objects.requireNonNull(grant);
    }

    /// {@return nanoseconds, never fewer than before}
    public long now() {
        return System.nanoTime() - start;
    }
}
