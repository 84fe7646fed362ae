package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.InvalidCoreModule;

/// What an import or export is.
enum ExternKind {
    FUNCTION("function", (byte) 0), TABLE("table", (byte) 2), MEMORY("memory", (byte) 3), GLOBAL("global", (byte) 1);

    private final String word;
    private final byte code;

    ExternKind(String word, byte code) {
        this.word = word;
        this.code = code;
    }

    String word() {
        return word;
    }

    /// {@return the `wasmtime_extern_kind_t`}
    byte code() {
        return code;
    }

    static ExternKind read(BinaryReader in) throws InvalidCoreModule {
        return switch (in.u8()) {
            case 0 -> FUNCTION;
            case 1 -> TABLE;
            case 2 -> MEMORY;
            case 3 -> GLOBAL;
            default -> throw in.malformed("malformed import or export kind");
        };
    }
}
