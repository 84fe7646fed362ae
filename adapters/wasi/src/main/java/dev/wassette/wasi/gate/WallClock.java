package dev.wassette.wasi.gate;

import dev.wassette.domain.policy.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/// The date and time of the machine. Every grant allows it.
public final class WallClock {
    /// What Java's clock gives on every system that has a JDK 25: nanoseconds on Linux, but no more on macOS.
    public static final Duration RESOLUTION = Duration.ofNanos(1000);

    private final Clock clock = Clock.systemUTC();

    public WallClock(Grant grant) {
        Objects.requireNonNull(grant);
    }

    public Instant now() {
        return clock.instant();
    }
}
