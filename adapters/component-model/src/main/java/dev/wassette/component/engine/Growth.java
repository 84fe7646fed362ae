package dev.wassette.component.engine;

/// What a guest can ask for more of.
public enum Growth {
    /// `memory.grow`
    MEMORY,
    /// `table.grow`
    TABLE
}
