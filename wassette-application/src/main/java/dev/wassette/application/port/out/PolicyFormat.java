package dev.wassette.application.port.out;

import dev.wassette.domain.policy.Policy;
import java.util.Objects;
import java.util.Optional;

/// How a policy is written down (contract F.1). Safe for use by several threads.
public interface PolicyFormat {

    /// Reads a policy. The text may be anybody's: its size, depth and count are bounded.
    ///
    /// Keys that we do not know do not matter, except where ignoring them would allow more than the author wanted.
    Reading read(String text);

    /// Writes a policy down.
    ///
    /// @param before the text that it shall replace; what is in there and is no part of a [Policy], such as keys of
    ///     other programs, stays
    String write(Policy policy, Optional<String> before);

    /// How a reading ended.
    sealed interface Reading {}

    record Read(Policy policy) implements Reading {
        public Read {
            Objects.requireNonNull(policy);
        }
    }

    /// @param reason what is wrong, with its line and column: a sentence for the user
    record Malformed(String reason) implements Reading {
        public Malformed {
            Objects.requireNonNull(reason);
        }
    }
}
