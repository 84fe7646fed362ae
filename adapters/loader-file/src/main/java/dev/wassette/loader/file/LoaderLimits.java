package dev.wassette.loader.file;

/// What a component file may be.
final class LoaderLimits {
    private LoaderLimits() {}

    /// The largest component file in bytes: 256 MiB. A file without an end (`/dev/zero`, a sparse file) or one of many
    /// gigabytes would fill the heap before anybody has looked at it. The largest components of today's toolchains
    /// (Python with its standard library) have about 40 MiB.
    static final long MAX_COMPONENT_BYTES = 256L << 20;

    /// How many WIT files of a folder are read: 1,000. A folder that was named by mistake may have any number of files;
    /// the largest packages known have about thirty.
    static final int MAX_WIT_FILES = 1_000;

    /// The largest WIT file in bytes: 4 MiB, so that a file without an end does not fill the heap. The largest package of
    /// WASI, with its documentation, has under 100 KiB.
    static final int MAX_WIT_BYTES = 4 << 20;

    /// The largest policy file in bytes: 1 MiB. Stops a file without an end from filling the heap. A policy of the largest
    /// size that is understood has 256 Ki characters.
    static final int MAX_POLICY_BYTES = 1 << 20;

    /// Bytes of a list of published components: 4 MiB. Stops a wrong file from filling the heap. Ten thousand components take 2 MiB.
    static final int MAX_CATALOG_BYTES = 4 << 20;
}
