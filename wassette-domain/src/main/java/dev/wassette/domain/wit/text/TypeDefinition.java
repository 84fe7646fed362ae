package dev.wassette.domain.wit.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A type with a name (WIT, `typedef-item`).
public record TypeDefinition(Preface preface, String name, Body body) implements InterfaceItem, WorldItem {
    public TypeDefinition {
        Objects.requireNonNull(preface);
        Objects.requireNonNull(name);
        Objects.requireNonNull(body);
    }

    /// What the type is.
    public sealed interface Body {}

    /// `type name = ...;`.
    public record Alias(TypeUse type) implements Body {
        public Alias {
            Objects.requireNonNull(type);
        }
    }

    /// `record name { ... }`.
    public record Record(List<Field> fields) implements Body {
        public Record {
            fields = List.copyOf(fields);
        }
    }

    /// @param docs empty for none
    public record Field(String docs, String name, TypeUse type) {
        public Field {
            Objects.requireNonNull(docs);
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }

    /// `variant name { ... }`.
    public record Variant(List<Case> cases) implements Body {
        public Variant {
            cases = List.copyOf(cases);
        }
    }

    /// @param docs empty for none
    public record Case(String docs, String name, Optional<TypeUse> payload) {
        public Case {
            Objects.requireNonNull(docs);
            Objects.requireNonNull(name);
            Objects.requireNonNull(payload);
        }
    }

    /// `enum name { ... }`.
    public record Enum(List<Label> labels) implements Body {
        public Enum {
            labels = List.copyOf(labels);
        }
    }

    /// `flags name { ... }`.
    public record Flags(List<Label> labels) implements Body {
        public Flags {
            labels = List.copyOf(labels);
        }
    }

    /// @param docs empty for none
    public record Label(String docs, String name) {
        public Label {
            Objects.requireNonNull(docs);
            Objects.requireNonNull(name);
        }
    }

    /// `resource name { ... }`.
    public record Resource(List<Member> members) implements Body {
        public Resource {
            members = List.copyOf(members);
        }
    }

    /// A function of a resource.
    public sealed interface Member {

        /// What stands before it.
        Preface preface();

        /// {@return the parameters as written, and the result}
        FunctionType type();
    }

    /// `constructor(...)`. Its type has a result only where that is written out.
    public record Constructor(Preface preface, FunctionType type) implements Member {
        public Constructor {
            Objects.requireNonNull(preface);
            Objects.requireNonNull(type);
        }
    }

    /// `name: func(...)`, with a `self` that is not written.
    public record Method(Preface preface, String name, FunctionType type) implements Member {
        public Method {
            Objects.requireNonNull(preface);
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }

    /// `name: static func(...)`.
    public record Static(Preface preface, String name, FunctionType type) implements Member {
        public Static {
            Objects.requireNonNull(preface);
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }
}
