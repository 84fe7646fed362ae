package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.Trap;
import dev.wassette.component.engine.Trap.Kind;
import io.github.kawamuray.wasmtime.WasmFunctionError.TrapError;

/// Turns what Wasmtime reports into traps.
final class Traps {
    private Traps() {}

    static Trap of(TrapError error, boolean interrupted, CoreLimits limits) {
        return switch (error.trap()) {
            case UNREACHABLE_CODE_REACHED -> trap(Kind.UNREACHABLE, "unreachable", error);
            case MEMORY_OUT_OF_BOUNDS -> trap(Kind.MEMORY_OUT_OF_BOUNDS, "out of bounds memory access", error);
            case TABLE_OUT_OF_BOUNDS -> trap(Kind.TABLE_OUT_OF_BOUNDS, "out of bounds table access", error);
            case INDIRECT_CALL_TO_NULL -> trap(Kind.UNINITIALIZED_ELEMENT, "uninitialized element", error);
            case BAD_SIGNATURE -> trap(Kind.INDIRECT_CALL_TYPE_MISMATCH, "indirect call type mismatch", error);
            case INTEGER_OVERFLOW -> trap(Kind.INTEGER_OVERFLOW, "integer overflow", error);
            case INTEGER_DIVISION_BY_ZERO -> trap(Kind.INTEGER_DIVIDE_BY_ZERO, "integer divide by zero", error);
            case BAD_CONVERSION_TO_INTEGER ->
                trap(Kind.INVALID_CONVERSION_TO_INTEGER, "invalid conversion to integer", error);
            case STACK_OVERFLOW -> stackOverflow(limits);
            case INTERRUPT -> interrupted ? interrupted() : trap(Kind.DEADLINE, "the deadline has passed", error);
            case UNKNOWN, HEAP_MISALIGNED, ALWAYS_TRAP_ADAPTER, OUF_OF_FUEL ->
                trap(Kind.OTHER, error.getMessage(), error);
        };
    }

    private static Trap stackOverflow(CoreLimits limits) {
        long stackBytes = WasmtimeEngine.stackBytes(limits);
        Trap trap = Trap.stackOverflow(stackBytes);
        return stackBytes == limits.stackBytes() ? trap : new Trap(trap.kind(), trap.getMessage()
                + ", the most that the engine wasmtime-bundled has whatever a policy says; others have more");
    }

    static Trap interrupted() {
        return new Trap(Kind.INTERRUPTED, "interrupted");
    }

    /// @param failure of an instantiation, in which Wasmtime reports traps by their text alone
    static Trap ofInstantiation(RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("out of bounds memory access")) {
            return trap(Kind.MEMORY_OUT_OF_BOUNDS, "out of bounds memory access", failure);
        }
        if (message.contains("out of bounds table access")) {
            return trap(Kind.TABLE_OUT_OF_BOUNDS, "out of bounds table access", failure);
        }
        if (message.contains("incompatible import type") || message.contains("unknown import")) {
            return trap(Kind.LINK, message, failure);
        }
        return trap(Kind.OTHER, message, failure);
    }

    private static Trap trap(Kind kind, String message, Throwable cause) {
        return new Trap(kind, message, cause);
    }
}
