package dev.wassette.domain.wit.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// `use path.{name, name as other};`.
public record UseTypes(Preface preface, InterfacePath path, List<Name> names) implements InterfaceItem, WorldItem {
    public UseTypes {
        Objects.requireNonNull(preface);
        Objects.requireNonNull(path);
        names = List.copyOf(names);
    }

    /// A name, and what it is called here.
    ///
    /// @param alias empty where it keeps its name
    public record Name(String name, Optional<String> alias) {
        public Name {
            Objects.requireNonNull(name);
            Objects.requireNonNull(alias);
        }

        /// {@return what it is called here}
        public String local() {
            return alias.orElse(name);
        }
    }
}
