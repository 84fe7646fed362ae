package dev.wassette.application.port.in;

import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Secrets;
import java.util.Objects;

/// Tells which values are kept for a component. Safe for use by several threads.
public interface ListSecrets {

    Outcome secrets(String componentId);

    /// What is known.
    sealed interface Outcome {}

    record Listed(ComponentId id, Secrets secrets) implements Outcome {
        public Listed {
            Objects.requireNonNull(id);
            Objects.requireNonNull(secrets);
        }
    }

    /// @param reason a sentence for the user
    record Unavailable(String reason) implements Outcome {
        public Unavailable {
            Objects.requireNonNull(reason);
        }
    }
}
