package dev.wassette.application.port.in;

import dev.wassette.domain.Digest;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Puts the current Wasmtime where it will be found: takes the native library out of an archive that its project has
/// published, after the archive's digest has been checked.
public interface InstallRuntime {

    /// Fetches, checks, unpacks and tries. When it fails, what was installed before is still there.
    ///
    /// @param progress is told how much of the archive has arrived
    Outcome install(Request request, Progress progress);

    /// @param from a file or a URL; empty for the archive that is known to be good for this platform
    /// @param digest what the archive must have; empty to accept the known archives only
    record Request(Optional<String> from, Optional<Digest> digest) {
        public Request {
            Objects.requireNonNull(from);
            Objects.requireNonNull(digest);
        }
    }

    @FunctionalInterface
    interface Progress {
        /// @param bytes that have arrived
        /// @param total that are expected, where somebody said so
        void received(long bytes, OptionalLong total);
    }

    sealed interface Outcome {}

    /// @param version of Wasmtime
    /// @param file the library
    /// @param digest of the archive
    /// @param problem why the engine does not run on it here, if it does not: a sentence
    record Installed(String version, String file, Digest digest, Optional<String> problem) implements Outcome {
        public Installed {
            Objects.requireNonNull(version);
            Objects.requireNonNull(file);
            Objects.requireNonNull(digest);
            Objects.requireNonNull(problem);
        }
    }

    /// Nothing changed.
    ///
    /// @param reason what was wrong and what to do: sentences for the user
    record NotInstalled(String reason) implements Outcome {
        public NotInstalled {
            Objects.requireNonNull(reason);
        }
    }
}
