package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.NewTimestamp;

/// A descriptor of a regular file.
final class LinuxFile implements FileHandle {
    private final LinuxFiles files;
    private final int descriptor;

    LinuxFile(LinuxFiles files, int descriptor) {
        this.files = files;
        this.descriptor = descriptor;
    }

    @Override
    public FileStat stat() throws FilesystemError {
        return files.stat(descriptor);
    }

    @Override
    public byte[] read(int length, long offset) throws FilesystemError {
        return files.pread(descriptor, length, offset);
    }

    @Override
    public int write(byte[] bytes, int from, int length, long offset) throws FilesystemError {
        return files.pwrite(descriptor, bytes, from, length, offset);
    }

    @Override
    public int append(byte[] bytes, int from, int length) throws FilesystemError {
        return files.append(descriptor, bytes, from, length);
    }

    @Override
    public void setSize(long size) throws FilesystemError {
        files.ftruncate(descriptor, size);
    }

    @Override
    public void setTimes(NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError {
        files.futimens(descriptor, dataAccess, dataModification);
    }

    @Override
    public void sync(boolean dataOnly) throws FilesystemError {
        files.sync(descriptor, dataOnly);
    }

    @Override
    public void close() {
        files.closeDescriptor(descriptor);
    }
}
