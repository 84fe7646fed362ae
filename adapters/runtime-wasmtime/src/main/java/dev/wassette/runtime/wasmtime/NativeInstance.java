package dev.wassette.runtime.wasmtime;

import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Memory;
import java.util.Optional;

/// How the exports of an instance are reached, by the names that [ModuleRewriter] gave them. To hold one in Java takes
/// some microseconds and as many to free it, so only what Java itself uses is held.
interface NativeInstance {

    /// {@return the function, held until the store is closed}
    Func function(String name);

    /// {@return the memory, held until the store is closed}
    Memory memory(String name);

    /// {@return where the linker has the export; empty when it does not have this instance}
    Optional<Place> place(String name);
}
