package dev.wassette.application.port.out;

import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Fetches the bytes of components. Safe for use by several threads.
public interface ComponentSource {

    /// {@return whether this source knows references of this form}
    boolean knows(String reference);

    /// Fetches a component.
    ///
    /// @param wanted with a reference that this source [#knows]
    Fetch fetch(Wanted wanted);

    /// @param reference where the component is
    /// @param digest that the component's bytes must have; checked before anybody parses them
    /// @param progress is told of what takes time
    record Wanted(String reference, Optional<Digest> digest, Progress progress) {
        public Wanted {
            Objects.requireNonNull(reference);
            Objects.requireNonNull(digest);
            Objects.requireNonNull(progress);
        }

        /// Wants whatever is there, and to be told nothing meanwhile.
        public Wanted(String reference) {
            this(reference, Optional.empty(), Progress.NONE);
        }

        /// {@return what was fetched, if its bytes have the digest that they must have}
        public Fetch accept(Fetched fetched) {
            if (digest.isEmpty()) {
                return fetched;
            }
            Digest found = Digest.of(fetched.bytes());
            return found.equals(digest.get()) ? fetched
                    : new Unavailable("Digest verification failed! Expected: " + digest.get() + ", Got: " + found
                            + ". What " + fetched.origin() + " has now is not the component that was asked for.");
        }
    }

    /// Hears how far a fetch has come, on the thread that fetches, and so never waits.
    @FunctionalInterface
    interface Progress {
        Progress NONE = (_, _, _) -> {};

        /// @param phase what is being fetched: a few words for the user
        /// @param bytes of it that have arrived
        /// @param total bytes that are expected, where somebody said so
        void at(String phase, long bytes, OptionalLong total);
    }

    /// How a fetch ended.
    sealed interface Fetch {}

    /// @param id the name that the reference gives the component (contract C.3)
    /// @param origin the URI of what was fetched, from which it could be fetched again
    /// @param bytes not yet looked into
    /// @param policy text of a policy that came with the component: a proposal, not yet looked into
    /// @param artifact what else a registry says of it; empty for files and URLs
    /// @param warnings sentences for the user about what was odd
    record Fetched(ComponentId id, String origin, byte[] bytes, Optional<String> policy, Optional<Artifact> artifact,
            List<String> warnings) implements Fetch {
        public Fetched {
            Objects.requireNonNull(id);
            Objects.requireNonNull(origin);
            Objects.requireNonNull(bytes);
            Objects.requireNonNull(policy);
            Objects.requireNonNull(artifact);
            warnings = List.copyOf(warnings);
        }

        /// A component with nothing beside it.
        public Fetched(ComponentId id, String origin, byte[] bytes) {
            this(id, origin, bytes, Optional.empty(), Optional.empty(), List.of());
        }
    }

    /// @param reason what was wrong and what to do: a sentence for the user
    record Unavailable(String reason) implements Fetch {
        public Unavailable {
            Objects.requireNonNull(reason);
        }
    }
}
