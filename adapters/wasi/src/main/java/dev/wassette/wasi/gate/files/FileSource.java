package dev.wassette.wasi.gate.files;

import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.gate.os.FileHandle;
import dev.wassette.wasi.io.ByteSource;
import dev.wassette.wasi.io.StreamError;

/// Reads a file from a position on. Always ready: a disk does not make anybody wait as a peer does.
final class FileSource implements ByteSource {
    private final GrantedFile owner;
    private final FileHandle file;
    private long position;

    FileSource(GrantedFile owner, FileHandle file, long position) {
        this.owner = owner;
        this.file = file;
        this.position = position;
    }

    @Override
    public byte[] read(int max) throws StreamError {
        try {
            byte[] bytes = file.read(max, position);
            if (bytes.length == 0 && max > 0) {
                throw StreamError.closed();
            }
            position += bytes.length;
            return bytes;
        } catch (FilesystemError e) {
            throw e.toStreamError();
        }
    }

    @Override
    public long nanosUntilReady() {
        return 0;
    }

    @Override
    public void close() {
        owner.release();
    }
}
