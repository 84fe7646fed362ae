package dev.wassette.domain.policy;

import java.time.Duration;
import java.util.Objects;

/// How much one call may use.
///
/// @param memoryBytes the most linear memory that the call's instances may have together; more than 0
/// @param time the wall clock time after which the call is ended; more than 0
public record ResourceLimits(long memoryBytes, Duration time) {
    public ResourceLimits {
        Objects.requireNonNull(time);
        if (memoryBytes <= 0) {
            throw new IllegalArgumentException("the memory limit is more than 0, found " + memoryBytes);
        }
        if (!time.isPositive()) {
            throw new IllegalArgumentException("the time limit is more than 0, found " + time);
        }
    }

    /// {@return 512 MiB and 60 s: a JavaScript component starts with 9 MiB, so this leaves room for real work, while a
    /// handful of runaway calls cannot exhaust a small machine; an agent rarely waits longer than a minute}
    public static ResourceLimits defaults() {
        return new ResourceLimits(512L << 20, Duration.ofSeconds(60));
    }
}
