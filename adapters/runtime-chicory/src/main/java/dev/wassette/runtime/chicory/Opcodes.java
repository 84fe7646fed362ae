package dev.wassette.runtime.chicory;

/// The instructions of WebAssembly that [LargeFunctionTranslator] treats one by one, and those it makes for
/// [LargeFunctionMachine]. What the specification numbers keeps its number; all are below 256, so that the machine's
/// `switch` is one table.
final class Opcodes {
    static final int UNREACHABLE = 0x00;
    static final int NOP = 0x01;
    static final int BLOCK = 0x02;
    static final int LOOP = 0x03;
    static final int IF = 0x04;
    static final int ELSE = 0x05;
    static final int END = 0x0b;
    static final int BR = 0x0c;
    static final int BR_IF = 0x0d;
    static final int BR_TABLE = 0x0e;
    static final int RETURN = 0x0f;
    static final int CALL = 0x10;
    static final int CALL_INDIRECT = 0x11;
    static final int RETURN_CALL = 0x12;
    static final int RETURN_CALL_INDIRECT = 0x13;
    static final int DROP = 0x1a;
    static final int SELECT = 0x1b;
    static final int SELECT_TYPED = 0x1c;
    static final int LOCAL_GET = 0x20;
    static final int LOCAL_SET = 0x21;
    static final int LOCAL_TEE = 0x22;
    static final int GLOBAL_GET = 0x23;
    static final int GLOBAL_SET = 0x24;
    static final int TABLE_GET = 0x25;
    static final int TABLE_SET = 0x26;
    static final int I32_LOAD = 0x28;
    static final int I64_LOAD = 0x29;
    static final int F32_LOAD = 0x2a;
    static final int F64_LOAD = 0x2b;
    static final int I32_LOAD8_S = 0x2c;
    static final int I32_LOAD8_U = 0x2d;
    static final int I32_LOAD16_S = 0x2e;
    static final int I32_LOAD16_U = 0x2f;
    static final int I64_LOAD8_S = 0x30;
    static final int I64_LOAD8_U = 0x31;
    static final int I64_LOAD16_S = 0x32;
    static final int I64_LOAD16_U = 0x33;
    static final int I64_LOAD32_S = 0x34;
    static final int I64_LOAD32_U = 0x35;
    static final int I32_STORE = 0x36;
    static final int I64_STORE = 0x37;
    static final int F32_STORE = 0x38;
    static final int F64_STORE = 0x39;
    static final int I32_STORE8 = 0x3a;
    static final int I32_STORE16 = 0x3b;
    static final int I64_STORE8 = 0x3c;
    static final int I64_STORE16 = 0x3d;
    static final int I64_STORE32 = 0x3e;
    static final int MEMORY_SIZE = 0x3f;
    static final int MEMORY_GROW = 0x40;
    static final int I32_CONST = 0x41;
    static final int I64_CONST = 0x42;
    static final int F32_CONST = 0x43;
    static final int F64_CONST = 0x44;
    static final int I32_EQZ = 0x45;
    static final int I32_EQ = 0x46;
    static final int I32_NE = 0x47;
    static final int I32_LT_S = 0x48;
    static final int I32_LT_U = 0x49;
    static final int I32_GT_S = 0x4a;
    static final int I32_GT_U = 0x4b;
    static final int I32_LE_S = 0x4c;
    static final int I32_LE_U = 0x4d;
    static final int I32_GE_S = 0x4e;
    static final int I32_GE_U = 0x4f;
    static final int I64_EQZ = 0x50;
    static final int I64_EQ = 0x51;
    static final int I64_NE = 0x52;
    static final int I64_LT_S = 0x53;
    static final int I64_LT_U = 0x54;
    static final int I64_GT_S = 0x55;
    static final int I64_GT_U = 0x56;
    static final int I64_LE_S = 0x57;
    static final int I64_LE_U = 0x58;
    static final int I64_GE_S = 0x59;
    static final int I64_GE_U = 0x5a;
    static final int F32_EQ = 0x5b;
    static final int F64_GE = 0x66;
    static final int I32_CLZ = 0x67;
    static final int I32_CTZ = 0x68;
    static final int I32_POPCNT = 0x69;
    static final int I32_ADD = 0x6a;
    static final int I32_SUB = 0x6b;
    static final int I32_MUL = 0x6c;
    static final int I32_DIV_S = 0x6d;
    static final int I32_DIV_U = 0x6e;
    static final int I32_REM_S = 0x6f;
    static final int I32_REM_U = 0x70;
    static final int I32_AND = 0x71;
    static final int I32_OR = 0x72;
    static final int I32_XOR = 0x73;
    static final int I32_SHL = 0x74;
    static final int I32_SHR_S = 0x75;
    static final int I32_SHR_U = 0x76;
    static final int I32_ROTL = 0x77;
    static final int I32_ROTR = 0x78;
    static final int I64_CLZ = 0x79;
    static final int I64_CTZ = 0x7a;
    static final int I64_POPCNT = 0x7b;
    static final int I64_ADD = 0x7c;
    static final int I64_SUB = 0x7d;
    static final int I64_MUL = 0x7e;
    static final int I64_DIV_S = 0x7f;
    static final int I64_DIV_U = 0x80;
    static final int I64_REM_S = 0x81;
    static final int I64_REM_U = 0x82;
    static final int I64_AND = 0x83;
    static final int I64_OR = 0x84;
    static final int I64_XOR = 0x85;
    static final int I64_SHL = 0x86;
    static final int I64_SHR_S = 0x87;
    static final int I64_SHR_U = 0x88;
    static final int I64_ROTL = 0x89;
    static final int I64_ROTR = 0x8a;
    static final int F32_ABS = 0x8b;
    static final int F32_ADD = 0x92;
    static final int F32_COPYSIGN = 0x98;
    static final int F64_ABS = 0x99;
    static final int F64_ADD = 0xa0;
    static final int F64_COPYSIGN = 0xa6;
    static final int I32_WRAP_I64 = 0xa7;
    static final int I64_EXTEND_I32_S = 0xac;
    static final int I64_EXTEND_I32_U = 0xad;
    static final int I32_EXTEND8_S = 0xc0;
    static final int I32_EXTEND16_S = 0xc1;
    static final int I64_EXTEND8_S = 0xc2;
    static final int I64_EXTEND16_S = 0xc3;
    static final int I64_EXTEND32_S = 0xc4;
    static final int REF_NULL = 0xd0;
    static final int REF_IS_NULL = 0xd1;
    static final int REF_FUNC = 0xd2;
    static final int PREFIX_FC = 0xfc;

    /// `0xfc 0` to `0xfc 7`, the saturating truncations, have these numbers here.
    static final int TRUNC_SAT = 0xc5;
    /// `0xfc 8` to `0xfc 17`, `memory.init` to `table.fill`, have the numbers from here.
    static final int BULK = 0xd3;
    static final int MEMORY_INIT = BULK;
    static final int DATA_DROP = BULK + 1;
    static final int MEMORY_COPY = BULK + 2;
    static final int MEMORY_FILL = BULK + 3;
    static final int TABLE_INIT = BULK + 4;
    static final int ELEM_DROP = BULK + 5;
    static final int TABLE_COPY = BULK + 6;
    static final int TABLE_GROW = BULK + 7;
    static final int TABLE_SIZE = BULK + 8;
    static final int TABLE_FILL = BULK + 9;

    /// Made by the translator: `MOVE to from`.
    static final int MOVE = 0xe0;
    /// `CONSTANT to low high`.
    static final int CONSTANT = 0xe1;
    /// `BR_ZERO slot target`.
    static final int BR_ZERO = 0xe2;
    /// `BR_COMPARE + k a b target`, where k counts from I32_EQ to I32_GE_U.
    static final int BR_COMPARE = 0xe3;

    private Opcodes() {}
}
