package dev.wassette.application.port.in;

import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Secrets;
import java.util.List;
import java.util.Objects;

/// Keeps values for components, and forgets them. A component gets a value from the next call on after its policy allows
/// the key. Safe for use by several threads.
public interface ChangeSecrets {

    /// Adds secrets; one of a key that is there already is replaced.
    Outcome set(String componentId, Secrets secrets);

    /// Forgets secrets, also of a component that is not there any more. A key that is not there is no mistake.
    Outcome delete(String componentId, List<String> keys);

    /// How a change ended. No message contains a value.
    sealed interface Outcome {}

    /// @param count how many secrets were set or forgotten
    record Changed(ComponentId id, int count) implements Outcome {
        public Changed {
            Objects.requireNonNull(id);
        }
    }

    /// Nothing has changed.
    ///
    /// @param reason what was wrong and what to do: sentences for the user
    record NotChanged(String reason) implements Outcome {
        public NotChanged {
            Objects.requireNonNull(reason);
        }
    }
}
