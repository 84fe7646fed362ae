package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.OpcodeImpl;
import com.dylibso.chicory.wasm.types.Value;

/// The numeric instructions with floating-point operands or results, on raw bits.
final class FloatOperations {
    private FloatOperations() {}

    /// {@return the result of an instruction with one operand}
    static long unary(int opcode, long a) {
        return switch (opcode) {
            case 0x8b, 0x8c, 0x8d, 0x8e, 0x8f, 0x90, 0x91 -> Value.floatToLong(unary(opcode, Value.longToFloat(a)));
            case 0x99, 0x9a, 0x9b, 0x9c, 0x9d, 0x9e, 0x9f -> Value.doubleToLong(unary(opcode, Value.longToDouble(a)));
            case 0xa8 -> OpcodeImpl.I32_TRUNC_F32_S(Value.longToFloat(a));
            case 0xa9 -> OpcodeImpl.I32_TRUNC_F32_U(Value.longToFloat(a));
            case 0xaa -> OpcodeImpl.I32_TRUNC_F64_S(Value.longToDouble(a));
            case 0xab -> OpcodeImpl.I32_TRUNC_F64_U(Value.longToDouble(a));
            case 0xae -> OpcodeImpl.I64_TRUNC_F32_S(Value.longToFloat(a));
            case 0xaf -> OpcodeImpl.I64_TRUNC_F32_U(Value.longToFloat(a));
            case 0xb0 -> OpcodeImpl.I64_TRUNC_F64_S(Value.longToDouble(a));
            case 0xb1 -> OpcodeImpl.I64_TRUNC_F64_U(Value.longToDouble(a));
            case 0xb2 -> Value.floatToLong(OpcodeImpl.F32_CONVERT_I32_S((int) a));
            case 0xb3 -> Value.floatToLong(OpcodeImpl.F32_CONVERT_I32_U((int) a));
            case 0xb4 -> Value.floatToLong(OpcodeImpl.F32_CONVERT_I64_S(a));
            case 0xb5 -> Value.floatToLong(OpcodeImpl.F32_CONVERT_I64_U(a));
            case 0xb6 -> Value.floatToLong((float) Value.longToDouble(a));
            case 0xb7 -> Value.doubleToLong(OpcodeImpl.F64_CONVERT_I32_S((int) a));
            case 0xb8 -> Value.doubleToLong(OpcodeImpl.F64_CONVERT_I32_U((int) a));
            case 0xb9 -> Value.doubleToLong(OpcodeImpl.F64_CONVERT_I64_S(a));
            case 0xba -> Value.doubleToLong(OpcodeImpl.F64_CONVERT_I64_U(a));
            case 0xbb -> Value.doubleToLong(Value.longToFloat(a));
            case 0xbc -> (int) a; // i32.reinterpret_f32
            case 0xbd, 0xbf -> a; // i64.reinterpret_f64 and back
            case 0xbe -> a & 0xffff_ffffL; // f32.reinterpret_i32
            case Opcodes.TRUNC_SAT -> OpcodeImpl.I32_TRUNC_SAT_F32_S(Value.longToFloat(a));
            case Opcodes.TRUNC_SAT + 1 -> OpcodeImpl.I32_TRUNC_SAT_F32_U(Value.longToFloat(a));
            case Opcodes.TRUNC_SAT + 2 -> OpcodeImpl.I32_TRUNC_SAT_F64_S(Value.longToDouble(a));
            case Opcodes.TRUNC_SAT + 3 -> OpcodeImpl.I32_TRUNC_SAT_F64_U(Value.longToDouble(a));
            case Opcodes.TRUNC_SAT + 4 -> OpcodeImpl.I64_TRUNC_SAT_F32_S(Value.longToFloat(a));
            case Opcodes.TRUNC_SAT + 5 -> OpcodeImpl.I64_TRUNC_SAT_F32_U(Value.longToFloat(a));
            case Opcodes.TRUNC_SAT + 6 -> OpcodeImpl.I64_TRUNC_SAT_F64_S(Value.longToDouble(a));
            case Opcodes.TRUNC_SAT + 7 -> OpcodeImpl.I64_TRUNC_SAT_F64_U(Value.longToDouble(a));
            default -> throw unknown(opcode);
        };
    }

    private static float unary(int opcode, float a) {
        return switch (opcode) {
            case 0x8b -> OpcodeImpl.F32_ABS(a);
            case 0x8c -> -a;
            case 0x8d -> OpcodeImpl.F32_CEIL(a);
            case 0x8e -> OpcodeImpl.F32_FLOOR(a);
            case 0x8f -> OpcodeImpl.F32_TRUNC(a);
            case 0x90 -> OpcodeImpl.F32_NEAREST(a);
            case 0x91 -> OpcodeImpl.F32_SQRT(a);
            default -> throw unknown(opcode);
        };
    }

    private static double unary(int opcode, double a) {
        return switch (opcode) {
            case 0x99 -> OpcodeImpl.F64_ABS(a);
            case 0x9a -> -a;
            case 0x9b -> OpcodeImpl.F64_CEIL(a);
            case 0x9c -> OpcodeImpl.F64_FLOOR(a);
            case 0x9d -> OpcodeImpl.F64_TRUNC(a);
            case 0x9e -> OpcodeImpl.F64_NEAREST(a);
            case 0x9f -> OpcodeImpl.F64_SQRT(a);
            default -> throw unknown(opcode);
        };
    }

    /// {@return the result of an instruction with two operands}
    static long binary(int opcode, long a, long b) {
        return opcode <= 0x60 || 0x92 <= opcode && opcode <= 0x98
                ? binary(opcode, Value.longToFloat(a), Value.longToFloat(b))
                : binary(opcode, Value.longToDouble(a), Value.longToDouble(b));
    }

    private static long binary(int opcode, float a, float b) {
        return switch (opcode) {
            case 0x5b -> a == b ? 1 : 0;
            case 0x5c -> a != b ? 1 : 0;
            case 0x5d -> a < b ? 1 : 0;
            case 0x5e -> a > b ? 1 : 0;
            case 0x5f -> a <= b ? 1 : 0;
            case 0x60 -> a >= b ? 1 : 0;
            case 0x92 -> Value.floatToLong(a + b);
            case 0x93 -> Value.floatToLong(a - b);
            case 0x94 -> Value.floatToLong(a * b);
            case 0x95 -> Value.floatToLong(a / b);
            case 0x96 -> Value.floatToLong(OpcodeImpl.F32_MIN(a, b));
            case 0x97 -> Value.floatToLong(OpcodeImpl.F32_MAX(a, b));
            case 0x98 -> Value.floatToLong(OpcodeImpl.F32_COPYSIGN(a, b));
            default -> throw unknown(opcode);
        };
    }

    private static long binary(int opcode, double a, double b) {
        return switch (opcode) {
            case 0x61 -> a == b ? 1 : 0;
            case 0x62 -> a != b ? 1 : 0;
            case 0x63 -> a < b ? 1 : 0;
            case 0x64 -> a > b ? 1 : 0;
            case 0x65 -> a <= b ? 1 : 0;
            case 0x66 -> a >= b ? 1 : 0;
            case 0xa0 -> Value.doubleToLong(a + b);
            case 0xa1 -> Value.doubleToLong(a - b);
            case 0xa2 -> Value.doubleToLong(a * b);
            case 0xa3 -> Value.doubleToLong(a / b);
            case 0xa4 -> Value.doubleToLong(OpcodeImpl.F64_MIN(a, b));
            case 0xa5 -> Value.doubleToLong(OpcodeImpl.F64_MAX(a, b));
            case 0xa6 -> Value.doubleToLong(OpcodeImpl.F64_COPYSIGN(a, b));
            default -> throw unknown(opcode);
        };
    }

    private static IllegalStateException unknown(int opcode) {
        return new IllegalStateException("not an instruction on floating-point numbers: 0x" + Integer.toHexString(opcode));
    }
}
