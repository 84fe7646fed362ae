package dev.wassette.application.port.out;

import dev.wassette.domain.policy.Secrets;
import java.util.Objects;

/// How secrets are written down (contract G): keys and values, nothing inside one another. Safe for use by several
/// threads.
public interface SecretFormat {

    /// Reads secrets. The text may be anybody's: its size and count are bounded.
    Reading read(String text);

    String write(Secrets secrets);

    /// How a reading ended.
    sealed interface Reading {}

    record Read(Secrets secrets) implements Reading {
        public Read {
            Objects.requireNonNull(secrets);
        }
    }

    /// @param reason what is wrong, with its line and column and nothing of the text: a sentence for the user
    record Malformed(String reason) implements Reading {
        public Malformed {
            Objects.requireNonNull(reason);
        }
    }
}
