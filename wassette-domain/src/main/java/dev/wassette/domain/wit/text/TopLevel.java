package dev.wassette.domain.wit.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a file holds (WIT, "Top-level items").
public sealed interface TopLevel {

    /// What stands before the item.
    Preface preface();

    /// `use path as name;`: a short name in this file.
    ///
    /// @param alias empty where the name of the interface serves
    record Use(Preface preface, InterfacePath path, Optional<String> alias) implements TopLevel {
        public Use {
            Objects.requireNonNull(preface);
            Objects.requireNonNull(path);
            Objects.requireNonNull(alias);
        }
    }

    /// `interface name { ... }`.
    record Interface(Preface preface, String name, List<InterfaceItem> items) implements TopLevel {
        public Interface {
            Objects.requireNonNull(preface);
            Objects.requireNonNull(name);
            items = List.copyOf(items);
        }
    }

    /// `world name { ... }`.
    record World(Preface preface, String name, List<WorldItem> items) implements TopLevel {
        public World {
            Objects.requireNonNull(preface);
            Objects.requireNonNull(name);
            items = List.copyOf(items);
        }
    }

    /// `package name { ... }`: another package in the same file.
    record NestedPackage(Preface preface, PackageName name, List<TopLevel> items) implements TopLevel {
        public NestedPackage {
            Objects.requireNonNull(preface);
            Objects.requireNonNull(name);
            items = List.copyOf(items);
        }
    }
}
