package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.NewTimestamp;
import dev.wassette.wasi.limits.FileLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/// A channel of a regular file, and the path it was opened by for what a channel cannot do.
final class PortableFile implements FileHandle {
    private final Path path;
    private final FileChannel channel;
    private final FileStat opened;

    PortableFile(Path path, FileChannel channel) throws FilesystemError {
        this.path = path;
        this.channel = channel;
        this.opened = PortableStat.of(path);
    }

    /// A file that has lost its name has the times of its opening.
    @Override
    public FileStat stat() throws FilesystemError {
        FileStat now = hasItsName() ? PortableStat.of(path) : opened;
        long size = PortableErrors.call(channel::size);
        return new FileStat(now.type(), now.device(), now.inode(), now.links(), size, now.accessed(), now.modified(),
                now.changed());
    }

    private boolean hasItsName() {
        try {
            return PortableStat.of(path).isSameFile(opened);
        } catch (FilesystemError e) {
            return false;
        }
    }

    @Override
    public byte[] read(int length, long offset) throws FilesystemError {
        ByteBuffer into = ByteBuffer.allocate(Math.min(length, FileLimits.MAX_FILE_CHUNK_BYTES));
        int read = PortableErrors.call(() -> channel.read(into, offset));
        return read == into.capacity() ? into.array() : Arrays.copyOf(into.array(), Math.max(0, read));
    }

    @Override
    public int write(byte[] bytes, int from, int length, long offset) throws FilesystemError {
        return PortableErrors.call(() -> channel.write(ByteBuffer.wrap(bytes, from, length), offset));
    }

    @Override
    public int append(byte[] bytes, int from, int length) throws FilesystemError {
        return PortableErrors.call(() -> channel.write(ByteBuffer.wrap(bytes, from, length), channel.size()));
    }

    @Override
    public void setSize(long size) throws FilesystemError {
        PortableErrors.run(() -> resize(size));
    }

    private void resize(long size) throws IOException {
        if (size <= channel.size()) {
            channel.truncate(size);
        } else {
            channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
        }
    }

    @Override
    public void setTimes(NewTimestamp dataAccess, NewTimestamp dataModification) throws FilesystemError {
        if (hasItsName()) {
            PortableErrors.run(() -> PortableDirectory.setTimes(path, dataAccess, dataModification));
        }
    }

    @Override
    public void sync(boolean dataOnly) throws FilesystemError {
        PortableErrors.run(() -> channel.force(!dataOnly));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // What was written is with the system already, and the guest has nobody to tell.
        }
    }
}
