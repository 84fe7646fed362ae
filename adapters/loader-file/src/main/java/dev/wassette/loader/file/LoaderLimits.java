package dev.wassette.loader.file;

/// What a component file may be.
final class LoaderLimits {
    private LoaderLimits() {}

    /// The largest component file in bytes: 256 MiB. A file without an end (`/dev/zero`, a sparse file) or one of many
    /// gigabytes would fill the heap before anybody has looked at it. The largest components of today's toolchains
    /// (Python with its standard library) have about 40 MiB.
    static final long MAX_COMPONENT_BYTES = 256L << 20;
}
