package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.InvalidCoreModule;

/// What an import or export is; in the order of their codes in the binary format.
enum ExternKind {
    FUNCTION, TABLE, MEMORY, GLOBAL;

    int code() {
        return ordinal();
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

    /// {@return whether Java can hold it: wasmtime-java can pass on neither tables nor globals}
    boolean crossesJava() {
        return switch (this) {
            case FUNCTION, MEMORY -> true;
            case TABLE, GLOBAL -> false;
        };
    }
}
