package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreType;

/// The few instructions that generated modules are made of (core specification 5.4).
final class Instructions {
    private final BinaryWriter out;

    Instructions(BinaryWriter out) {
        this.out = out;
    }

    Instructions localGet(int index) {
        out.u8(0x20).u32(index);
        return this;
    }

    Instructions localSet(int index) {
        out.u8(0x21).u32(index);
        return this;
    }

    Instructions i32Const(int value) {
        out.u8(0x41).s32(value);
        return this;
    }

    Instructions i32Add() {
        out.u8(0x6a);
        return this;
    }

    Instructions call(int function) {
        out.u8(0x10).u32(function);
        return this;
    }

    Instructions load(CoreType type, int offset) {
        return memory(switch (type) {
            case I32 -> 0x28;
            case I64 -> 0x29;
            case F32 -> 0x2a;
            case F64 -> 0x2b;
            case V128, FUNCREF, EXTERNREF -> throw notNumeric(type);
        }, type, offset);
    }

    Instructions store(CoreType type, int offset) {
        return memory(switch (type) {
            case I32 -> 0x36;
            case I64 -> 0x37;
            case F32 -> 0x38;
            case F64 -> 0x39;
            case V128, FUNCREF, EXTERNREF -> throw notNumeric(type);
        }, type, offset);
    }

    void end() {
        out.u8(0x0b);
    }

    private Instructions memory(int opcode, CoreType type, int offset) {
        boolean wide = type == CoreType.I64 || type == CoreType.F64;
        out.u8(opcode).u32(wide ? 3 : 2).u32(offset);
        return this;
    }

    private static IllegalArgumentException notNumeric(CoreType type) {
        return new IllegalArgumentException("only numbers cross between host and guest, not " + type);
    }
}
