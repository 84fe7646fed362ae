package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreTable;

/// A table, known by where it is: the binding cannot hold one.
record WasmtimeTable(WasmtimeStore store, Place place) implements CoreTable {}
