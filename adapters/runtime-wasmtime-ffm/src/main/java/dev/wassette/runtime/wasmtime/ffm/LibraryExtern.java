package dev.wassette.runtime.wasmtime.ffm;

/// What instances import and export, in one store.
interface LibraryExtern {
    LibraryStore store();

    ExternKind kind();

    Words words();
}
