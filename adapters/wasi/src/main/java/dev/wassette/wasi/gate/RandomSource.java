package dev.wassette.wasi.gate;

import dev.wassette.domain.policy.Grant;
import java.security.SecureRandom;
import java.util.Objects;

/// Unpredictable numbers. Every grant allows them.
public final class RandomSource {
    private final SecureRandom random = new SecureRandom();

    public RandomSource(Grant grant) {
        Objects.requireNonNull(grant);
    }

    public byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    public long number() {
        return random.nextLong();
    }
}
