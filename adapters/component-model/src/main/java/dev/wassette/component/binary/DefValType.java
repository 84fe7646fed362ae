package dev.wassette.component.binary;

import dev.wassette.domain.wit.WitType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a value type is (Binary Format, `defvaltype`).
public sealed interface DefValType extends DefType {

    /// A type without parts.
    record Primitive(WitType.Primitive type) implements DefValType {
        public Primitive {
            Objects.requireNonNull(type);
        }
    }

    /// `record`; names differ only after validation.
    record Record(List<LabelValType> fields) implements DefValType {
        public Record {
            fields = List.copyOf(fields);
        }
    }

    /// `variant`.
    record Variant(List<Case> cases) implements DefValType {
        public Variant {
            cases = List.copyOf(cases);
        }
    }

    /// One case of a variant, with or without a payload.
    record Case(String label, Optional<ValType> type) {
        public Case {
            Objects.requireNonNull(label);
            Objects.requireNonNull(type);
        }
    }

    /// `list`, of any length.
    record ListOf(ValType element) implements DefValType {
        public ListOf {
            Objects.requireNonNull(element);
        }
    }

    /// `tuple`.
    record Tuple(List<ValType> elements) implements DefValType {
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /// `flags`.
    record Flags(List<String> labels) implements DefValType {
        public Flags {
            labels = List.copyOf(labels);
        }
    }

    /// `enum`.
    record Enum(List<String> labels) implements DefValType {
        public Enum {
            labels = List.copyOf(labels);
        }
    }

    /// `option`.
    record Option(ValType type) implements DefValType {
        public Option {
            Objects.requireNonNull(type);
        }
    }

    /// `result`.
    record Result(Optional<ValType> ok, Optional<ValType> error) implements DefValType {
        public Result {
            Objects.requireNonNull(ok);
            Objects.requireNonNull(error);
        }
    }

    /// `own`.
    ///
    /// @param resource an index of types
    record Own(int resource) implements DefValType {}

    /// `borrow`.
    ///
    /// @param resource an index of types
    record Borrow(int resource) implements DefValType {}
}
