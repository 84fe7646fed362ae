package dev.wassette.application.port.in;

import dev.wassette.domain.ComponentId;
import dev.wassette.domain.provision.ManifestEntry;
import java.util.List;
import java.util.Objects;

/// Loads what a manifest of the operator names, and gives it the policy that stands there. Safe for use by several threads.
public interface ProvisionComponent {

    /// @param manifest where the entry stands, for the record
    Outcome provision(ManifestEntry entry, String manifest);

    /// How it ended.
    sealed interface Outcome {}

    /// @param warnings sentences for the user
    record Provisioned(ComponentId id, List<String> warnings) implements Outcome {
        public Provisioned {
            Objects.requireNonNull(id);
            warnings = List.copyOf(warnings);
        }
    }

    /// @param reason what was wrong and what to do: sentences for the user
    record NotProvisioned(String reason) implements Outcome {
        public NotProvisioned {
            Objects.requireNonNull(reason);
        }
    }
}
