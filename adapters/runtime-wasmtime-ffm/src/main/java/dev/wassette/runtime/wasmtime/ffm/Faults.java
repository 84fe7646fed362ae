package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.engine.Trap.Kind;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;

/// Turns what Wasmtime reports into text and traps, and frees it.
final class Faults {
    private final CApi api;
    private final long stackBytes;

    /// @param stackBytes of the guest
    Faults(CApi api, long stackBytes) {
        this.api = api;
        this.stackBytes = stackBytes;
    }

    /// {@return the message of a `wasmtime_error_t`, which is freed}
    String takeError(long error) {
        try (Arena arena = Arena.ofConfined()) {
            long bytes = arena.allocate(Layouts.VEC, 8).address();
            api.errorMessage(error, bytes);
            api.errorDelete(error);
            return takeText(bytes);
        }
    }

    /// {@return a trap for a `wasm_trap_t`, which is freed}
    Trap takeTrap(long trap) {
        try (Arena arena = Arena.ofConfined()) {
            long code = arena.allocate(1).address();
            boolean known = api.trapCode(trap, code);
            long bytes = arena.allocate(Layouts.VEC, 8).address();
            api.trapMessage(trap, bytes);
            api.trapDelete(trap);
            String message = takeText(bytes);
            return known ? trap(Native.getByte(code), message) : new Trap(Kind.OTHER, message);
        }
    }

    /// The codes of `wasmtime/trap.h`.
    private Trap trap(byte code, String message) {
        return switch (code) {
            case 0 -> Trap.stackOverflow(stackBytes);
            case 1 -> new Trap(Kind.MEMORY_OUT_OF_BOUNDS, "out of bounds memory access");
            case 3 -> new Trap(Kind.TABLE_OUT_OF_BOUNDS, "out of bounds table access");
            case 4 -> new Trap(Kind.UNINITIALIZED_ELEMENT, "uninitialized element");
            case 5 -> new Trap(Kind.INDIRECT_CALL_TYPE_MISMATCH, "indirect call type mismatch");
            case 6 -> new Trap(Kind.INTEGER_OVERFLOW, "integer overflow");
            case 7 -> new Trap(Kind.INTEGER_DIVIDE_BY_ZERO, "integer divide by zero");
            case 8 -> new Trap(Kind.INVALID_CONVERSION_TO_INTEGER, "invalid conversion to integer");
            case 9 -> new Trap(Kind.UNREACHABLE, "unreachable");
            default -> new Trap(Kind.OTHER, message);
        };
    }

    /// Reads and frees a `wasm_byte_vec_t`, the last character of which may be a null.
    private String takeText(long bytes) {
        int length = Math.toIntExact(Native.word(bytes));
        byte[] text = new byte[length];
        if (length > 0) {
            Native.copyOut(Native.word(bytes + Layouts.VEC_DATA), text, 0, length);
        }
        api.byteVecDelete(bytes);
        int end = length > 0 && text[length - 1] == 0 ? length - 1 : length;
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
