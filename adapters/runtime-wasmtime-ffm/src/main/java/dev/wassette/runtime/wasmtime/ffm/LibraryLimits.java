package dev.wassette.runtime.wasmtime.ffm;

/// What this engine bounds beyond the limits that each store is given.
final class LibraryLimits {
    private LibraryLimits() {}

    /// The most instances in one store: 10,000. Each takes a kilobyte or more outside of the heap; the components of
    /// today have less than ten.
    static final long MAX_INSTANCES = 10_000;

    /// The most tables in one store: 10,000, so that tables of one element cannot take more than instances do.
    static final long MAX_TABLES = 10_000;

    /// The most linear memories in one store: 256. Each reserves 4 GiB of addresses, of which a process has 128 TiB on
    /// x86-64: a hundred stores with nothing but memories still fit.
    static final long MAX_MEMORIES = 256;
}
