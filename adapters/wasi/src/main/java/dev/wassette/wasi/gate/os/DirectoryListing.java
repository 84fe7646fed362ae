package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.DirectoryEntry;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import java.util.Optional;

/// Reads the entries of a directory piece by piece: a directory of any length takes no more memory than a short one.
public interface DirectoryListing extends Handle {

    /// {@return the next entry, without `.` and `..`; empty after the last one}
    ///
    /// @throws FilesystemError `illegal-byte-sequence` for a name that is not UTF-8; the next call goes on after it
    Optional<DirectoryEntry> next() throws FilesystemError;
}
