package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreGlobal;

/// A global, known by where it is exported.
record WasmtimeGlobal(SharedExport place) implements CoreGlobal {}
