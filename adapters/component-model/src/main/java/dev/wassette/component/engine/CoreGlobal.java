package dev.wassette.component.engine;

/// A global; only passed from one instance to another.
public non-sealed interface CoreGlobal extends CoreExtern {}
