package dev.wassette.wasi.limits;

/// What bounds the work of the host on the files of one instance. How many may be open is in the grant.
public final class FileLimits {
    private FileLimits() {}

    /// The most bytes of a path, as on Linux. A guest's path comes with up to 512 MiB.
    public static final int MAX_PATH_BYTES = 4096;

    /// The most names on the way to a file, those of symbolic links included, and so the most directories that are open
    /// while it is walked. `a/a/a/...` would otherwise take 2,000 file descriptors of the process. Trees of real files
    /// are less than 50 deep.
    public static final int MAX_PATH_NAMES = 256;

    /// The most symbolic links on the way to a file, as on Linux. Two links that name each other have no end.
    public static final int MAX_LINKS = 40;

    /// The most bytes that one call of the system reads from a file or writes to it, and so the size of the buffer that
    /// each instance with open files has outside the heap. Larger buffers are hardly faster.
    public static final int MAX_FILE_CHUNK_BYTES = 64 << 10;

    /// The most bytes of directory entries that are kept at a time of each directory that is being listed. A directory
    /// has millions of entries if a guest makes them.
    public static final int MAX_LISTING_BYTES = 16 << 10;
}
