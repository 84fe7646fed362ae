package dev.wassette.planted.domain;

import java.time.Instant;

/// Breaks purity.
public final class ReadsTheClock {
    private ReadsTheClock() {}

    static Instant now() {
        return Instant.now();
    }
}
