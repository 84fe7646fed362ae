package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreTable;

/// A table.
record LibraryTable(LibraryStore store, Words words) implements CoreTable, LibraryExtern {
    @Override
    public ExternKind kind() {
        return ExternKind.TABLE;
    }
}
