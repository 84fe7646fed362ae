package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreGlobal;

/// A global, known by where it is: the binding can hold one, but not pass it on.
record WasmtimeGlobal(WasmtimeStore store, Place place) implements CoreGlobal {}
