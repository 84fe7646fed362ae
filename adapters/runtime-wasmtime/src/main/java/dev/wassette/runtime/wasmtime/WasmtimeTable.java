package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreTable;

/// A table, known by where it is exported.
record WasmtimeTable(SharedExport place) implements CoreTable {}
