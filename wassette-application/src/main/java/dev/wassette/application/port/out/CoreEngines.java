package dev.wassette.application.port.out;

import java.util.Objects;
import java.util.Optional;

/// The engines of this program, by the names that users select them by.
public interface CoreEngines {

    /// Opens an engine to see whether it runs on this machine, and closes it again.
    ///
    /// @param library the path of the native library to use, for an engine that does not bring its own
    Trial tryOut(String runtime, Optional<String> library);

    sealed interface Trial {}

    /// @param version name and version of the engine
    record Runs(String version) implements Trial {
        public Runs {
            Objects.requireNonNull(version);
        }
    }

    /// @param reason a sentence for the user
    record Fails(String reason) implements Trial {
        public Fails {
            Objects.requireNonNull(reason);
        }
    }
}
