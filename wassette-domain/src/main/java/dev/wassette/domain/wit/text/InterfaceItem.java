package dev.wassette.domain.wit.text;

import java.util.Objects;

/// What an interface holds (WIT, `interface-definition`).
public sealed interface InterfaceItem permits UseTypes, TypeDefinition, InterfaceItem.Function {

    /// What stands before the item.
    Preface preface();

    /// `name: func(...) -> ...;`.
    record Function(Preface preface, String name, FunctionType type) implements InterfaceItem {
        public Function {
            Objects.requireNonNull(preface);
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }
}
