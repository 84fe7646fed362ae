package dev.wassette.runtime.wasmtime;

/// An export in the linker of a store.
///
/// @param instance the name of the instance
/// @param name of the export
record SharedExport(WasmtimeStore store, String instance, String name) {}
