package dev.wassette.component.engine;

/// What a core module can import and export.
public sealed interface CoreExtern permits CoreFunction, CoreMemory, CoreTable, CoreGlobal {}
