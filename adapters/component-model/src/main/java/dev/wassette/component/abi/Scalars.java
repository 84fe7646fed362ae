package dev.wassette.component.abi;

import dev.wassette.component.engine.Trap;
import dev.wassette.domain.wit.WitType.Primitive;
import dev.wassette.domain.wit.WitValue;

/// Values without parts, to and from raw bits. Every NaN is the canonical NaN on both ways (Canonical ABI,
/// `canonicalize_nan32`, and `maybe_scramble_nan32` in the deterministic profile).
final class Scalars {
    private Scalars() {}

    /// {@return the value of these bits, of which those beyond the type's width mean nothing}
    ///
    /// @param bits a `bool` has 32 of them
    /// @throws Trap when they are no `char`
    static WitValue lift(Primitive type, long bits) {
        return switch (type) {
            case BOOL -> new WitValue.Bool((int) bits != 0);
            case S8 -> new WitValue.S8((byte) bits);
            case U8 -> new WitValue.U8((int) bits & 0xFF);
            case S16 -> new WitValue.S16((short) bits);
            case U16 -> new WitValue.U16((int) bits & 0xFFFF);
            case S32 -> new WitValue.S32((int) bits);
            case U32 -> new WitValue.U32(bits & 0xFFFF_FFFFL);
            case S64 -> new WitValue.S64(bits);
            case U64 -> new WitValue.U64(bits);
            case F32 -> new WitValue.F32(canonicalize(Float.intBitsToFloat((int) bits)));
            case F64 -> new WitValue.F64(canonicalize(Double.longBitsToDouble(bits)));
            case CHAR -> new WitValue.Char(scalarValue((int) bits));
            case STRING -> throw new IllegalStateException("a string is no scalar");
        };
    }

    /// {@return the bits of the value; 8 and 16-bit values extended to 32 bits, and those to 64 bits with zeros}
    ///
    /// @throws ClassCastException when the value is of another type
    static long lower(Primitive type, WitValue value) {
        return switch (type) {
            case BOOL -> ((WitValue.Bool) value).value() ? 1 : 0;
            case S8 -> Integer.toUnsignedLong(((WitValue.S8) value).value());
            case U8 -> ((WitValue.U8) value).value();
            case S16 -> Integer.toUnsignedLong(((WitValue.S16) value).value());
            case U16 -> ((WitValue.U16) value).value();
            case S32 -> Integer.toUnsignedLong(((WitValue.S32) value).value());
            case U32 -> ((WitValue.U32) value).value();
            case S64 -> ((WitValue.S64) value).value();
            case U64 -> ((WitValue.U64) value).bits();
            case F32 -> Integer.toUnsignedLong(Float.floatToIntBits(((WitValue.F32) value).value()));
            case F64 -> Double.doubleToLongBits(((WitValue.F64) value).value());
            case CHAR -> ((WitValue.Char) value).codePoint();
            case STRING -> throw new IllegalStateException("a string is no scalar");
        };
    }

    private static float canonicalize(float value) {
        return value != value ? Float.NaN : value;
    }

    private static double canonicalize(double value) {
        return value != value ? Double.NaN : value;
    }

    private static int scalarValue(int bits) {
        if (Integer.compareUnsigned(bits, 0x11_0000) >= 0 || (bits >= 0xD800 && bits <= 0xDFFF)) {
            throw Trap.abi("invalid `char` bit pattern 0x" + Integer.toHexString(bits));
        }
        return bits;
    }
}
