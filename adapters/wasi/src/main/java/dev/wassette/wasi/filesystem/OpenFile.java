package dev.wassette.wasi.filesystem;

import dev.wassette.wasi.io.ByteSink;
import dev.wassette.wasi.io.ByteSource;
import java.util.Optional;
import java.util.Set;

/// An open file or directory: what stands behind a [Descriptor]. The functions are those of
/// `wasi:filesystem/types.descriptor`, with its errors; offsets, lengths and sizes are unsigned numbers of bytes, and
/// paths are relative to this directory, as the guest wrote them.
///
/// Whoever implements it decides what the guest may do: it holds the grant. Used by the thread of the instance.
public interface OpenFile {

    ByteSource readViaStream(long offset) throws FilesystemError;

    ByteSink writeViaStream(long offset) throws FilesystemError;

    ByteSink appendViaStream() throws FilesystemError;

    void advise(long offset, long length, Advice advice) throws FilesystemError;

    void syncData() throws FilesystemError;

    Set<DescriptorFlag> getFlags() throws FilesystemError;

    DescriptorType getType() throws FilesystemError;

    void setSize(long size) throws FilesystemError;

    void setTimes(NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError;

    Chunk read(long length, long offset) throws FilesystemError;

    /// @return how many bytes were written
    long write(byte[] buffer, long offset) throws FilesystemError;

    OpenDirectory readDirectory() throws FilesystemError;

    void sync() throws FilesystemError;

    void createDirectoryAt(String path) throws FilesystemError;

    DescriptorStat stat() throws FilesystemError;

    DescriptorStat statAt(Set<PathFlag> pathFlags, String path) throws FilesystemError;

    void setTimesAt(Set<PathFlag> pathFlags, String path, NewTimestamp dataAccess, NewTimestamp dataModification)
            throws FilesystemError;

    void linkAt(Set<PathFlag> oldPathFlags, String oldPath, OpenFile newDirectory, String newPath)
            throws FilesystemError;

    OpenFile openAt(Set<PathFlag> pathFlags, String path, Set<OpenFlag> openFlags, Set<DescriptorFlag> flags)
            throws FilesystemError;

    String readlinkAt(String path) throws FilesystemError;

    void removeDirectoryAt(String path) throws FilesystemError;

    void renameAt(String oldPath, OpenFile newDirectory, String newPath) throws FilesystemError;

    void symlinkAt(String oldPath, String newPath) throws FilesystemError;

    void unlinkFileAt(String path) throws FilesystemError;

    boolean isSameObject(OpenFile other);

    MetadataHash metadataHash() throws FilesystemError;

    MetadataHash metadataHashAt(Set<PathFlag> pathFlags, String path) throws FilesystemError;

    /// The descriptor was dropped.
    void close();

    /// What a read gave.
    ///
    /// @param bytes at most as many as were asked for
    /// @param atEnd whether the end of the file was reached
    record Chunk(byte[] bytes, boolean atEnd) {}

    /// What stands behind a [DirectoryEntryStream].
    interface OpenDirectory {

        /// {@return the next entry, without `.` and `..`; empty after the last one}
        Optional<DirectoryEntry> next() throws FilesystemError;

        /// The stream was dropped.
        void close();
    }
}
