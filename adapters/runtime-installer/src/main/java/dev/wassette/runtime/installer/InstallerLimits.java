package dev.wassette.runtime.installer;

/// How much an archive may hold, and how long it may take to arrive. All of it is far above what Wasmtime publishes:
/// version 49 is a wheel of 10 MB with a library of 32 MB, or an archive with some hundred files.
final class InstallerLimits {
    private InstallerLimits() {}

    /// Bytes of an archive: 256 MiB. Stops a server that sends without end from filling the disk.
    static final long MAX_ARCHIVE_BYTES = 256L << 20;

    /// Bytes of the library in it: 256 MiB. Stops a small archive that unfolds to a file as large as the disk.
    static final long MAX_LIBRARY_BYTES = 256L << 20;

    /// Bytes of everything in an archive: 1 GiB. Stops a small archive that unfolds for hours before its library comes.
    static final long MAX_UNPACKED_BYTES = 1L << 30;

    /// Files and folders in an archive. Stops lists of millions of empty files.
    static final int MAX_ENTRIES = 10_000;

    /// Bytes of the description of one file: its long name and other properties. Stops a description from filling the
    /// memory. Paths have at most 4 KiB on most systems.
    static final int MAX_DESCRIPTION_BYTES = 64 << 10;

    /// Memory in KiB to decompress with: 128 MiB. Stops a stream that asks for a window of gigabytes; the strongest
    /// setting of xz needs 65 MiB.
    static final int MAX_DECOMPRESSION_KIB = 128 << 10;

    /// Times that a server may send us elsewhere. Stops circles; the release pages do it once.
    static final int MAX_REDIRECTS = 5;
}
