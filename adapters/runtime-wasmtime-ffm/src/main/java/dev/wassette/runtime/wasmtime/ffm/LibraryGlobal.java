package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreGlobal;

/// A global.
record LibraryGlobal(LibraryStore store, Words words) implements CoreGlobal, LibraryExtern {
    @Override
    public ExternKind kind() {
        return ExternKind.GLOBAL;
    }
}
