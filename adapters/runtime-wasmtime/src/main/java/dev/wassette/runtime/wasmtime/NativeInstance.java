package dev.wassette.runtime.wasmtime;

import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Memory;

/// How the exports of an instance are reached, by the names that [ModuleRewriter] gave them.
interface NativeInstance {
    Func function(String name);

    Memory memory(String name);

    /// {@return where the linker has a table or global}
    SharedExport shared(String name);
}
