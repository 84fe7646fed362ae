package dev.wassette.wasi.gate.files;

import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.gate.os.FileHandle;
import dev.wassette.wasi.io.ByteSink;
import dev.wassette.wasi.io.StreamError;
import dev.wassette.wasi.limits.FileLimits;

/// Writes a file from a position on, or at its end. What was written is with the system at once, so there is nothing to
/// flush.
final class FileSink implements ByteSink {
    private static final long AT_END = -1;

    private final GrantedFile owner;
    private final FileHandle file;
    private long position;

    private FileSink(GrantedFile owner, FileHandle file, long position) {
        this.owner = owner;
        this.file = file;
        this.position = position;
    }

    static FileSink at(GrantedFile owner, FileHandle file, long position) {
        return new FileSink(owner, file, position);
    }

    static FileSink appending(GrantedFile owner, FileHandle file) {
        return new FileSink(owner, file, AT_END);
    }

    @Override
    public int permit() {
        return FileLimits.MAX_FILE_CHUNK_BYTES;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws StreamError {
        try {
            int done = 0;
            while (done < length) {
                done += writeSome(bytes, offset + done, length - done);
            }
        } catch (FilesystemError e) {
            throw e.toStreamError();
        }
    }

    private int writeSome(byte[] bytes, int from, int length) throws FilesystemError {
        if (position == AT_END) {
            return file.append(bytes, from, length);
        }
        int written = file.write(bytes, from, length, position);
        position += written;
        return written;
    }

    @Override
    public void flush() {}

    @Override
    public long nanosUntilReady() {
        return 0;
    }

    @Override
    public void close() {
        owner.release();
    }
}
