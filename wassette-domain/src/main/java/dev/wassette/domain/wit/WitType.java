package dev.wassette.domain.wit;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A value type of WIT with every name resolved (Component Model, "Type definitions", `valtype` and `defvaltype`).
///
/// Types form a tree without cycles. Two types are equal when they have the same structure and name the same
/// resources. Immutable and safe for use by several threads.
public sealed interface WitType {

    /// The types without parts.
    enum Primitive implements WitType {
        BOOL("bool"), S8("s8"), U8("u8"), S16("s16"), U16("u16"), S32("s32"), U32("u32"), S64("s64"), U64("u64"),
        F32("f32"), F64("f64"), CHAR("char"), STRING("string");

        private final String keyword;

        Primitive(String keyword) {
            this.keyword = keyword;
        }

        /// {@return the keyword that WIT uses, such as `u32`}
        public String keyword() {
            return keyword;
        }

        @Override
        public String toString() {
            return keyword;
        }
    }

    /// `list<element>`, of any length.
    record ListType(WitType element) implements WitType {
        public ListType {
            Objects.requireNonNull(element);
        }

        /// {@return whether this is `list<u8>`, whose values are [WitValue.Bytes]}
        public boolean isBytes() {
            return element == Primitive.U8;
        }

        @Override
        public String toString() {
            return "list<" + element + ">";
        }
    }

    /// `record { name: type, ... }`; at least one field, names differ.
    record RecordType(List<Field> fields) implements WitType {
        public RecordType {
            fields = List.copyOf(fields);
            requireNames("record", fields.stream().map(Field::name).toList());
        }

        @Override
        public String toString() {
            return "record" + fields;
        }
    }

    /// One field of a record.
    record Field(String name, WitType type) {
        public Field {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }

        @Override
        public String toString() {
            return name + ": " + type;
        }
    }

    /// `tuple<...>`; at least one element.
    record TupleType(List<WitType> elements) implements WitType {
        public TupleType {
            elements = List.copyOf(elements);
            if (elements.isEmpty()) {
                throw new IllegalArgumentException("a tuple has at least one element");
            }
        }

        @Override
        public String toString() {
            return "tuple" + elements;
        }
    }

    /// `variant { name(type), name, ... }`; at least one case, names differ.
    record VariantType(List<Case> cases) implements WitType {
        public VariantType {
            cases = List.copyOf(cases);
            requireNames("variant", cases.stream().map(Case::name).toList());
        }

        @Override
        public String toString() {
            return "variant" + cases;
        }
    }

    /// One case of a variant, with or without a payload.
    record Case(String name, Optional<WitType> payload) {
        public Case {
            Objects.requireNonNull(name);
            Objects.requireNonNull(payload);
        }

        @Override
        public String toString() {
            return payload.map(type -> name + "(" + type + ")").orElse(name);
        }
    }

    /// `enum { name, ... }`; at least one name, names differ.
    record EnumType(List<String> names) implements WitType {
        public EnumType {
            names = List.copyOf(names);
            requireNames("enum", names);
        }

        @Override
        public String toString() {
            return "enum" + names;
        }
    }

    /// `option<type>`.
    record OptionType(WitType some) implements WitType {
        public OptionType {
            Objects.requireNonNull(some);
        }

        @Override
        public String toString() {
            return "option<" + some + ">";
        }
    }

    /// `result<ok, error>`, either side possibly without a payload.
    record ResultType(Optional<WitType> ok, Optional<WitType> error) implements WitType {
        public ResultType {
            Objects.requireNonNull(ok);
            Objects.requireNonNull(error);
        }

        @Override
        public String toString() {
            return "result<" + ok.map(WitType::toString).orElse("_") + ", "
                    + error.map(WitType::toString).orElse("_") + ">";
        }
    }

    /// `flags { name, ... }`; 1 to 32 names, names differ (Canonical ABI, "Flags": more than 32 are not valid).
    record FlagsType(List<String> names) implements WitType {
        public FlagsType {
            names = List.copyOf(names);
            requireNames("flags", names);
            if (names.size() > 32) {
                throw new IllegalArgumentException("flags have at most 32 names, found " + names.size());
            }
        }

        @Override
        public String toString() {
            return "flags" + names;
        }
    }

    /// `own<resource>`: a handle that owns its resource.
    record Own(ResourceType resource) implements WitType {
        public Own {
            Objects.requireNonNull(resource);
        }

        @Override
        public String toString() {
            return "own<" + resource + ">";
        }
    }

    /// `borrow<resource>`: a handle lent for the time of one call.
    record Borrow(ResourceType resource) implements WitType {
        public Borrow {
            Objects.requireNonNull(resource);
        }

        @Override
        public String toString() {
            return "borrow<" + resource + ">";
        }
    }

    private static void requireNames(String kind, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a " + kind + " type is not empty");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(Objects.requireNonNull(name))) {
                throw new IllegalArgumentException("a " + kind + " type names '" + name + "' twice");
            }
        }
    }
}
