package dev.wassette.application.port.in;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Tells of components that are published and can be loaded. Safe for use by several threads.
public interface SearchComponents {

    /// {@return the components in whose name or description a word of the query stands, the best first; all of them when
    /// there is no query}
    ///
    /// @param query words, in any case
    List<Published> search(Optional<String> query);

    /// A component that somebody has published.
    ///
    /// @param name for people
    /// @param uri with which it is loaded
    record Published(String name, String description, String uri) {
        public Published {
            Objects.requireNonNull(name);
            Objects.requireNonNull(description);
            Objects.requireNonNull(uri);
        }
    }
}
