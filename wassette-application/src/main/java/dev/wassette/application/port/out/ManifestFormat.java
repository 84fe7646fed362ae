package dev.wassette.application.port.out;

import dev.wassette.domain.provision.ManifestEntry;
import java.util.List;
import java.util.Objects;

/// How a provisioning manifest is written down (contract J). Safe for use by several threads.
public interface ManifestFormat {

    /// Reads a manifest. A key that means nothing is an error: a misspelled permission must not be left out in silence.
    Reading read(String text);

    /// How a reading ended.
    sealed interface Reading {}

    /// @param entries one or more, of different URIs
    record Read(List<ManifestEntry> entries) implements Reading {
        public Read {
            entries = List.copyOf(entries);
        }
    }

    /// @param reason what is wrong, with its path such as `components[0].uri`: a sentence for the user
    record Malformed(String reason) implements Reading {
        public Malformed {
            Objects.requireNonNull(reason);
        }
    }
}
