package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.FilesystemError;

/// The files of the host, all of them, reached from the root by handles: one name at a time, and never through a
/// symbolic link. Only the gate has this, and decides which names.
///
/// Used and closed by one thread.
public interface HostFiles extends AutoCloseable {

    /// {@return the way to the files that is the safest on this system}
    static HostFiles open() {
        return LinuxFiles.isSupported() ? new LinuxFiles() : portable();
    }

    /// {@return the way to the files that every system has}
    static HostFiles portable() {
        return new PortableFiles();
    }

    /// {@return a new handle of the root directory}
    DirectoryHandle root() throws FilesystemError;

    /// Frees the memory that the calls use. The handles have been closed before.
    @Override
    void close();
}
