package dev.wassette.domain.wit.text;

import java.util.List;
import java.util.Objects;

/// What a world holds (WIT, `world-definition`).
public sealed interface WorldItem permits UseTypes, TypeDefinition, WorldItem.Include, WorldItem.Extern {

    /// What stands before the item.
    Preface preface();

    /// `include path with { old as new };`.
    record Include(Preface preface, InterfacePath path, List<UseTypes.Name> names) implements WorldItem {
        public Include {
            Objects.requireNonNull(preface);
            Objects.requireNonNull(path);
            names = List.copyOf(names);
        }
    }

    /// Which way something crosses the border of a component.
    enum Direction {
        IMPORT("import"), EXPORT("export");

        private final String keyword;

        Direction(String keyword) {
            this.keyword = keyword;
        }

        /// {@return the word in WIT}
        public String keyword() {
            return keyword;
        }
    }

    /// An import or an export.
    record Extern(Preface preface, Direction direction, ExternType type) implements WorldItem {
        public Extern {
            Objects.requireNonNull(preface);
            Objects.requireNonNull(direction);
            Objects.requireNonNull(type);
        }
    }

    /// What is imported or exported.
    sealed interface ExternType {}

    /// An interface under its own name.
    record OfPath(InterfacePath path) implements ExternType {
        public OfPath {
            Objects.requireNonNull(path);
        }
    }

    /// An interface under another name.
    record OfNamedPath(String name, InterfacePath path) implements ExternType {
        public OfNamedPath {
            Objects.requireNonNull(name);
            Objects.requireNonNull(path);
        }
    }

    /// A function of the world itself.
    record OfFunction(String name, FunctionType type) implements ExternType {
        public OfFunction {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }

    /// An interface that is written in place.
    record OfInterface(String name, List<InterfaceItem> items) implements ExternType {
        public OfInterface {
            Objects.requireNonNull(name);
            items = List.copyOf(items);
        }
    }
}
