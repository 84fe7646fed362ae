package dev.wassette.application.port.out;

import dev.wassette.domain.ComponentId;
import java.util.Objects;

/// Fetches the bytes of components. Safe for use by several threads.
public interface ComponentSource {

    /// {@return whether this source knows references of this form}
    boolean knows(String reference);

    /// Fetches a component.
    ///
    /// @param reference one that this source [#knows]
    Fetch fetch(String reference);

    /// How a fetch ended.
    sealed interface Fetch {}

    /// @param id the name that the reference gives the component (contract C.3)
    /// @param origin the URI of what was fetched, from which it could be fetched again
    /// @param bytes not yet looked into
    record Fetched(ComponentId id, String origin, byte[] bytes) implements Fetch {
        public Fetched {
            Objects.requireNonNull(id);
            Objects.requireNonNull(origin);
            Objects.requireNonNull(bytes);
        }
    }

    /// @param reason what was wrong and what to do: a sentence for the user
    record Unavailable(String reason) implements Fetch {
        public Unavailable {
            Objects.requireNonNull(reason);
        }
    }
}
