package dev.wassette.runtime.installer;

import java.io.IOException;
import java.io.InputStream;

/// Receives what is in an archive, one entry after the other.
@FunctionalInterface
interface Entries {
    /// @param name as the archive has it: not to be trusted
    /// @param kind what it is
    /// @param content of a file; empty for others. What is not read is skipped
    void entry(String name, Kind kind, InputStream content) throws IOException;

    enum Kind {
        FILE,
        FOLDER,
        LINK
    }
}
