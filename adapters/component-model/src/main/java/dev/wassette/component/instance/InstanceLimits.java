package dev.wassette.component.instance;

/// What one component instance may make the host keep.
final class InstanceLimits {
    private InstanceLimits() {}

    /// The most handles in one table: 131,072. A guest that calls `resource.new` or a host's constructor in a loop
    /// fills the host's heap, not its own memory; at some 80 bytes a handle with its value this stops at 10 MiB. The
    /// Canonical ABI itself allows 2^28-1 (`Table.MAX_LENGTH`), which no heap holds. No program of WASI 0.2 needs more
    /// open files, streams and sockets than this.
    static final int MAX_HANDLES = 1 << 17;
}
