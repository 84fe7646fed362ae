package dev.wassette.application.port.out;

import dev.wassette.domain.Digest;
import java.util.Objects;
import java.util.OptionalLong;

/// Brings archives with native libraries to this machine, and installs what is in them. Decides nothing about trust.
public interface RuntimeArchives {

    /// {@return processor and system of this machine as Wasmtime's project writes them, such as `x86_64-linux`}
    String platform();

    /// Copies an archive to a private place.
    ///
    /// @param reference a file, or a URL: `https`, or `http` to this machine itself
    Fetch fetch(String reference, Progress progress);

    @FunctionalInterface
    interface Progress {
        /// @param bytes that have arrived
        /// @param total that are expected, where somebody said so
        void received(long bytes, OptionalLong total);
    }

    sealed interface Fetch {}

    /// @param archive to be closed by who asked for it
    record Fetched(Archive archive) implements Fetch {
        public Fetched {
            Objects.requireNonNull(archive);
        }
    }

    /// @param reason what was wrong and what to do: a sentence for the user
    record Unavailable(String reason) implements Fetch {
        public Unavailable {
            Objects.requireNonNull(reason);
        }
    }

    /// A private copy of an archive, not yet looked into.
    interface Archive extends AutoCloseable {

        /// {@return the digest of the whole copy}
        Digest digest();

        /// Takes the library out and puts it where it will be found, in one step. Call it only when the digest is one
        /// to be trusted.
        Unpacking install();

        /// Deletes the copy.
        @Override
        void close();
    }

    sealed interface Unpacking {}

    /// @param version of Wasmtime
    /// @param file the library, an absolute path
    record Unpacked(String version, String file) implements Unpacking {
        public Unpacked {
            Objects.requireNonNull(version);
            Objects.requireNonNull(file);
        }
    }

    /// Nothing changed.
    ///
    /// @param reason what is wrong with the archive: a sentence for the user
    record Refused(String reason) implements Unpacking {
        public Refused {
            Objects.requireNonNull(reason);
        }
    }
}
