package dev.wassette.component.engine;

/// A table; only passed from one instance to another.
public non-sealed interface CoreTable extends CoreExtern {}
