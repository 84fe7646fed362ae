package dev.wassette.domain.trust;

import java.util.Objects;
import java.util.Optional;

/// Whether something may be loaded.
public sealed interface Judgement {

    /// It may.
    ///
    /// @param signer who signed it, where a rule named them; empty otherwise
    /// @param acceptsPolicy whether a policy that came with it may be applied unasked
    /// @param warning a sentence for the user
    record Accepted(Optional<String> signer, boolean acceptsPolicy, Optional<String> warning) implements Judgement {
        public Accepted {
            Objects.requireNonNull(signer);
            Objects.requireNonNull(warning);
        }
    }

    /// It may not.
    ///
    /// @param reason what is wrong and what to do: sentences for the user
    record Refused(String reason) implements Judgement {
        public Refused {
            Objects.requireNonNull(reason);
        }
    }
}
