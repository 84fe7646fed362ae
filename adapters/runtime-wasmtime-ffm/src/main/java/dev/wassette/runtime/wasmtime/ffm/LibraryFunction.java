package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreFunction;

/// A function of a guest, or a host function as guests see it.
record LibraryFunction(LibraryStore store, Signature signature, Words words) implements CoreFunction, LibraryExtern {
    @Override
    public ExternKind kind() {
        return ExternKind.FUNCTION;
    }

    @Override
    public void call(long[] values) {
        signature.requireNumeric();
        store.call(words, signature, values);
    }
}
