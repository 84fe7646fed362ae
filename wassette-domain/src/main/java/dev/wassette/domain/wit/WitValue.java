package dev.wassette.domain.wit;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A value of a [WitType].
///
/// Values hold positions, not names: field `i` of a [Record] belongs to field `i` of its [WitType.RecordType]. Each
/// value type has exactly one representation, so equality of values is equality of records. Immutable, except that a
/// [Handle] names a resource that changes.
public sealed interface WitValue {

    record Bool(boolean value) implements WitValue {}

    record S8(byte value) implements WitValue {}

    /// @param value 0 to 255
    record U8(int value) implements WitValue {
        public U8 {
            requireRange(value, 0xFFL, "u8");
        }
    }

    record S16(short value) implements WitValue {}

    /// @param value 0 to 65,535
    record U16(int value) implements WitValue {
        public U16 {
            requireRange(value, 0xFFFFL, "u16");
        }
    }

    record S32(int value) implements WitValue {}

    /// @param value 0 to 2^32-1
    record U32(long value) implements WitValue {
        public U32 {
            requireRange(value, 0xFFFF_FFFFL, "u32");
        }
    }

    record S64(long value) implements WitValue {}

    /// @param bits the value as an unsigned 64-bit number ([Long#toUnsignedString])
    record U64(long bits) implements WitValue {}

    record F32(float value) implements WitValue {}

    record F64(double value) implements WitValue {}

    /// @param codePoint a Unicode scalar value: 0 to 0x10FFFF without the surrogates
    record Char(int codePoint) implements WitValue {
        public Char {
            if (codePoint < 0 || codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint <= 0xDFFF)) {
                throw new IllegalArgumentException("not a Unicode scalar value: " + codePoint);
            }
        }
    }

    /// @param value text without unpaired surrogates
    record Str(String value) implements WitValue {
        public Str {
            Objects.requireNonNull(value);
        }
    }

    /// Every `list<u8>`, and nothing else. The array is the value's own: whoever makes a value from an array gives it
    /// away, and whoever reads it does not write to it. No copy is made, because such lists are large.
    record Bytes(byte[] bytes) implements WitValue {
        public Bytes {
            Objects.requireNonNull(bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes(byte[] theirs) && Arrays.equals(bytes, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return "Bytes[" + bytes.length + "]";
        }
    }

    /// A list of any element type but `u8`.
    record ListOf(List<WitValue> elements) implements WitValue {
        public ListOf {
            elements = List.copyOf(elements);
        }
    }

    record Record(List<WitValue> fields) implements WitValue {
        public Record {
            fields = List.copyOf(fields);
        }
    }

    record Tuple(List<WitValue> elements) implements WitValue {
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /// @param index the position of the case in its [WitType.VariantType]
    record Variant(int index, Optional<WitValue> payload) implements WitValue {
        public Variant {
            Objects.requireNonNull(payload);
        }
    }

    /// @param index the position of the name in its [WitType.EnumType]
    record Enum(int index) implements WitValue {}

    record Option(Optional<WitValue> some) implements WitValue {
        public Option {
            Objects.requireNonNull(some);
        }

        /// {@return `some(value)`}
        public static Option some(WitValue value) {
            return new Option(Optional.of(value));
        }

        /// {@return `none`}
        public static Option none() {
            return new Option(Optional.empty());
        }
    }

    /// @param isOk whether this is the `ok` side
    record Result(boolean isOk, Optional<WitValue> payload) implements WitValue {
        public Result {
            Objects.requireNonNull(payload);
        }

        /// {@return `ok(value)`}
        public static Result ok(WitValue value) {
            return new Result(true, Optional.of(value));
        }

        /// {@return `ok` without a payload}
        public static Result ok() {
            return new Result(true, Optional.empty());
        }

        /// {@return `err(value)`}
        public static Result error(WitValue value) {
            return new Result(false, Optional.of(value));
        }

        /// {@return `err` without a payload}
        public static Result error() {
            return new Result(false, Optional.empty());
        }
    }

    /// @param bits bit `i` is set when name `i` of the [WitType.FlagsType] is
    record Flags(int bits) implements WitValue {
        /// {@return whether the name at this position is set}
        ///
        /// @param index 0 to 31
        public boolean has(int index) {
            return (bits >>> index & 1) != 0;
        }
    }

    /// The value of an `own` or a `borrow`.
    ///
    /// @param resource the resource's type
    /// @param representation for a [ResourceType.Host] the host's own object; for a [ResourceType.Guest] the
    ///     [Integer] that the defining component chose
    record Handle(ResourceType resource, Object representation) implements WitValue {
        public Handle {
            Objects.requireNonNull(resource);
            Objects.requireNonNull(representation);
        }
    }

    private static void requireRange(long value, long max, String type) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(value + " is no " + type);
        }
    }
}
