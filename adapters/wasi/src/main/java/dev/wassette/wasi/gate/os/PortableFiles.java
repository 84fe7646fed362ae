package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.FilesystemError;
import java.nio.file.Path;

/// Any system, by what Java offers on all of them: paths. A directory is held by its real path and its identity, and both
/// are looked at again before and after each operation. Weaker than handles: a process of the host that swaps a
/// directory for a symbolic link at the right moment between look and use is followed.
final class PortableFiles implements HostFiles {

    @Override
    public DirectoryHandle root() throws FilesystemError {
        return PortableDirectory.open(Path.of("/").toAbsolutePath());
    }

    @Override
    public void close() {}
}
