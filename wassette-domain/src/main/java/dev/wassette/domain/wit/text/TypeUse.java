package dev.wassette.domain.wit.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// A type as it is used (WIT, `ty`).
public sealed interface TypeUse {

    /// A type with a name of its own; for a resource, a handle that owns it.
    record Named(String name) implements TypeUse {
        public Named {
            Objects.requireNonNull(name);
        }
    }

    /// A type without parts that the language knows, such as `u32`.
    record Primitive(String keyword) implements TypeUse {
        public Primitive {
            Objects.requireNonNull(keyword);
        }
    }

    /// `list<element>`, or `list<element, length>`.
    record ListOf(TypeUse element, OptionalInt length) implements TypeUse {
        public ListOf {
            Objects.requireNonNull(element);
            Objects.requireNonNull(length);
        }
    }

    record TupleOf(List<TypeUse> elements) implements TypeUse {
        public TupleOf {
            elements = List.copyOf(elements);
        }
    }

    record OptionOf(TypeUse some) implements TypeUse {
        public OptionOf {
            Objects.requireNonNull(some);
        }
    }

    /// Either side may have no payload.
    record ResultOf(Optional<TypeUse> ok, Optional<TypeUse> error) implements TypeUse {
        public ResultOf {
            Objects.requireNonNull(ok);
            Objects.requireNonNull(error);
        }
    }

    record MapOf(TypeUse key, TypeUse value) implements TypeUse {
        public MapOf {
            Objects.requireNonNull(key);
            Objects.requireNonNull(value);
        }
    }

    /// A handle that is lent for one call.
    record Borrow(String resource) implements TypeUse {
        public Borrow {
            Objects.requireNonNull(resource);
        }
    }

    /// The payload may be missing.
    record FutureOf(Optional<TypeUse> payload) implements TypeUse {
        public FutureOf {
            Objects.requireNonNull(payload);
        }
    }

    /// The element may be missing.
    record StreamOf(Optional<TypeUse> element) implements TypeUse {
        public StreamOf {
            Objects.requireNonNull(element);
        }
    }
}
