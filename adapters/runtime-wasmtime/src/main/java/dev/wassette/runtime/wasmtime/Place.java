package dev.wassette.runtime.wasmtime;

/// Where the linker of a store has an export.
///
/// @param instance the name of the instance
/// @param name of the export
record Place(String instance, String name) {}
