package dev.wassette.wasi.gate.files;

import dev.wassette.domain.policy.Access;
import dev.wassette.wasi.filesystem.types.Advice;
import dev.wassette.wasi.filesystem.types.DescriptorFlag;
import dev.wassette.wasi.filesystem.types.DescriptorStat;
import dev.wassette.wasi.filesystem.types.DescriptorType;
import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.MetadataHash;
import dev.wassette.wasi.filesystem.types.NewTimestamp;
import dev.wassette.wasi.gate.os.FileHandle;
import dev.wassette.wasi.gate.os.FileStat;
import dev.wassette.wasi.io.ByteSink;
import dev.wassette.wasi.io.ByteSource;
import java.util.EnumSet;
import java.util.Set;

/// A regular file that the guest has open, for what it was opened for. Its streams outlive it.
final class GrantedFile implements Granted {
    private final FileGate gate;
    private final Authority authority;
    private final FileHandle handle;
    private final Place place;
    private final Opening opening;
    private int users = 1;

    /// @param handle open in the gate
    GrantedFile(FileGate gate, Authority authority, FileHandle handle, Place place, Opening opening) {
        this.gate = gate;
        this.authority = authority;
        this.handle = handle;
        this.place = place;
        this.opening = opening;
    }

    /// @throws FilesystemError `not-permitted` when that is not granted, `bad-descriptor` when the guest opened the file
    ///     for something else
    private void require(Access use) throws FilesystemError {
        if (!opening.use().contains(use)) {
            authority.require(use, place);
            throw new FilesystemError(ErrorCode.BAD_DESCRIPTOR);
        }
    }

    private static long checked(long offset, ErrorCode otherwise) throws FilesystemError {
        if (offset < 0) { // 2^63 or more
            throw new FilesystemError(otherwise);
        }
        return offset;
    }

    @Override
    public ByteSource readViaStream(long offset) throws FilesystemError {
        require(Access.READ);
        ByteSource source = new FileSource(this, handle, checked(offset, ErrorCode.INVALID));
        users++;
        return source;
    }

    @Override
    public ByteSink writeViaStream(long offset) throws FilesystemError {
        require(Access.WRITE);
        ByteSink sink = FileSink.at(this, handle, checked(offset, ErrorCode.INVALID));
        users++;
        return sink;
    }

    @Override
    public ByteSink appendViaStream() throws FilesystemError {
        require(Access.WRITE);
        users++;
        return FileSink.appending(this, handle);
    }

    /// Only advice.
    @Override
    public void advise(long offset, long length, Advice advice) {}

    @Override
    public Chunk read(long length, long offset) throws FilesystemError {
        require(Access.READ);
        int most = (int) Math.min(Integer.MAX_VALUE, length < 0 ? Integer.MAX_VALUE : length);
        byte[] bytes = handle.read(most, checked(offset, ErrorCode.INVALID));
        return new Chunk(bytes, bytes.length == 0);
    }

    @Override
    public long write(byte[] buffer, long offset) throws FilesystemError {
        require(Access.WRITE);
        return handle.write(buffer, 0, buffer.length, checked(offset, ErrorCode.INVALID));
    }

    @Override
    public void setSize(long size) throws FilesystemError {
        require(Access.WRITE);
        handle.setSize(checked(size, ErrorCode.FILE_TOO_LARGE));
    }

    @Override
    public void setTimes(NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError {
        authority.require(Access.WRITE, place);
        handle.setTimes(dataAccess, dataModification);
    }

    @Override
    public void sync() throws FilesystemError {
        handle.sync(false);
    }

    @Override
    public void syncData() throws FilesystemError {
        handle.sync(true);
    }

    @Override
    public Set<DescriptorFlag> getFlags() {
        Set<DescriptorFlag> flags = EnumSet.noneOf(DescriptorFlag.class);
        flags.addAll(opening.flags());
        flags.remove(DescriptorFlag.MUTATE_DIRECTORY);
        if (opening.use().contains(Access.READ)) {
            flags.add(DescriptorFlag.READ);
        }
        return flags;
    }

    @Override
    public DescriptorType getType() {
        return DescriptorType.REGULAR_FILE;
    }

    @Override
    public DescriptorStat stat() throws FilesystemError {
        return handle.stat().toDescriptorStat();
    }

    @Override
    public MetadataHash metadataHash() throws FilesystemError {
        return new Hash(handle.stat()).value();
    }

    @Override
    public FileStat current() throws FilesystemError {
        return handle.stat();
    }

    @Override
    public void close() {
        release();
    }

    /// The descriptor, or a stream of it, was dropped.
    void release() {
        users--;
        if (users == 0) {
            gate.close(handle);
        }
    }
}
