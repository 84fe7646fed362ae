package dev.wassette.wasi.filesystem.types;

import dev.wassette.wasi.io.ByteSink;
import dev.wassette.wasi.io.ByteSource;
import java.util.Optional;
import java.util.Set;

/// An open file or directory: what stands behind a [Descriptor]. The functions are those of
/// `wasi:filesystem/types.descriptor`, with its errors; offsets, lengths and sizes are unsigned numbers of bytes, and
/// paths are relative to this directory, as the guest wrote them.
///
/// Whoever implements it decides what the guest may do: it holds the grant. What only files can do a directory refuses
/// with `bad-descriptor`, what only directories can do a file refuses with `not-directory`. Used by the thread of the
/// instance.
public interface OpenFile {

    default ByteSource readViaStream(long offset) throws FilesystemError {
        throw new FilesystemError(ErrorCode.BAD_DESCRIPTOR);
    }

    default ByteSink writeViaStream(long offset) throws FilesystemError {
        throw new FilesystemError(ErrorCode.BAD_DESCRIPTOR);
    }

    default ByteSink appendViaStream() throws FilesystemError {
        throw new FilesystemError(ErrorCode.BAD_DESCRIPTOR);
    }

    default void advise(long offset, long length, Advice advice) throws FilesystemError {
        throw new FilesystemError(ErrorCode.BAD_DESCRIPTOR);
    }

    void syncData() throws FilesystemError;

    Set<DescriptorFlag> getFlags() throws FilesystemError;

    DescriptorType getType() throws FilesystemError;

    default void setSize(long size) throws FilesystemError {
        throw new FilesystemError(ErrorCode.BAD_DESCRIPTOR);
    }

    void setTimes(NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError;

    default Chunk read(long length, long offset) throws FilesystemError {
        throw new FilesystemError(ErrorCode.BAD_DESCRIPTOR);
    }

    /// @return how many bytes were written
    default long write(byte[] buffer, long offset) throws FilesystemError {
        throw new FilesystemError(ErrorCode.BAD_DESCRIPTOR);
    }

    default OpenDirectory readDirectory() throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    void sync() throws FilesystemError;

    default void createDirectoryAt(String path) throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    DescriptorStat stat() throws FilesystemError;

    default DescriptorStat statAt(Set<PathFlag> pathFlags, String path) throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    default void setTimesAt(Set<PathFlag> pathFlags, String path, NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    default void linkAt(Set<PathFlag> oldPathFlags, String oldPath, OpenFile newDirectory, String newPath) throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    default OpenFile openAt(Set<PathFlag> pathFlags, String path, Set<OpenFlag> openFlags, Set<DescriptorFlag> flags) throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    default String readlinkAt(String path) throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    default void removeDirectoryAt(String path) throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    default void renameAt(String oldPath, OpenFile newDirectory, String newPath) throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    default void symlinkAt(String oldPath, String newPath) throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    default void unlinkFileAt(String path) throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

    boolean isSameObject(OpenFile other);

    MetadataHash metadataHash() throws FilesystemError;

    default MetadataHash metadataHashAt(Set<PathFlag> pathFlags, String path) throws FilesystemError {
        throw new FilesystemError(ErrorCode.NOT_DIRECTORY);
    }

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
