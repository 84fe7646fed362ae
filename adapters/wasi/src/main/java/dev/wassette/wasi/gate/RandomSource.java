package dev.wassette.wasi.gate;

import dev.wassette.domain.policy.Grant;
import java.security.SecureRandom;
import java.util.Objects;

/// Unpredictable numbers. Every grant allows them. For the thread of one guest.
public final class RandomSource {
    /// Null until it is asked for: making one takes longer than many a call.
    private SecureRandom random;

    public RandomSource(Grant grant) {
        Objects.requireNonNull(grant);
    }

    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random().nextBytes(bytes);
        return bytes;
    }

    public long number() {
        return random().nextLong();
    }

    private SecureRandom random() {
        if (random == null) {
            random = new SecureRandom();
        }
        return random;
    }
}
