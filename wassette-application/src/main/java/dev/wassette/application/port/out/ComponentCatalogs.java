package dev.wassette.application.port.out;

import java.util.List;
import java.util.Objects;

/// Lists of published components that the user named. Safe for use by several threads.
@FunctionalInterface
public interface ComponentCatalogs {

    /// {@return each of them as it is now, in the order of their names; one that is not there does not stop the others}
    List<Catalog> current();

    /// A list, or why there is none.
    sealed interface Catalog {}

    /// @param name that the user gave it
    /// @param text not yet looked into; of bounded length
    record Text(String name, String text) implements Catalog {
        public Text {
            Objects.requireNonNull(name);
            Objects.requireNonNull(text);
        }
    }

    /// @param reason a sentence for the user
    record Unreachable(String name, String reason) implements Catalog {
        public Unreachable {
            Objects.requireNonNull(name);
            Objects.requireNonNull(reason);
        }
    }
}
