package dev.wassette.domain.wit.text;

import java.util.Objects;

/// From when on something may be used (WIT, "Feature Gates").
public sealed interface Gate {

    /// Part of the package since this version.
    record Since(String version) implements Gate {
        public Since {
            Objects.requireNonNull(version);
        }
    }

    /// Still under work, behind a feature.
    record Unstable(String feature) implements Gate {
        public Unstable {
            Objects.requireNonNull(feature);
        }
    }

    /// Not to be used any more from this version on.
    record Deprecated(String version) implements Gate {
        public Deprecated {
            Objects.requireNonNull(version);
        }
    }
}
