package dev.wassette.sandbox;

/// What all calls together may use.
final class SandboxLimits {
    private SandboxLimits() {}

    /// The most elements of one table of a guest: 1,000,000. `table.grow` would otherwise fill host memory outside the
    /// memory limit, 8 bytes an element; the largest table seen, a JavaScript engine's, has 8,000.
    static final long MAX_TABLE_ELEMENTS = 1_000_000;

}
