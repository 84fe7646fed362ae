package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.NewTimestamp;

/// An open regular file. Offsets and sizes are not negative.
public interface FileHandle extends Handle {

    FileStat stat() throws FilesystemError;

    /// {@return at most `length` bytes; none at the end of the file}
    byte[] read(int length, long offset) throws FilesystemError;

    /// {@return how many bytes were written; fewer than there are only when the disk is full}
    int write(byte[] bytes, int from, int length, long offset) throws FilesystemError;

    /// Writes at the end of the file, wherever that is by now.
    int append(byte[] bytes, int from, int length) throws FilesystemError;

    void setSize(long size) throws FilesystemError;

    void setTimes(NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError;

    /// Waits until all is on the disk.
    ///
    /// @param dataOnly without what is not needed to read the data again
    void sync(boolean dataOnly) throws FilesystemError;
}
