package dev.wassette.application.port.out;

import java.util.Objects;

/// Fetches the text of policies that somebody else wrote. Safe for use by several threads.
public interface PolicySource {

    /// @param uri as the client wrote it
    Fetch fetch(String uri);

    /// How a fetch ended.
    sealed interface Fetch {}

    /// @param text not yet looked into
    record Fetched(String text) implements Fetch {
        public Fetched {
            Objects.requireNonNull(text);
        }
    }

    /// @param reason what was wrong and what to do: a sentence for the user
    record Unavailable(String reason) implements Fetch {
        public Unavailable {
            Objects.requireNonNull(reason);
        }
    }
}
