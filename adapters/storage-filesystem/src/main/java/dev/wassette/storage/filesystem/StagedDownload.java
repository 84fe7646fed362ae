package dev.wassette.storage.filesystem;

import dev.wassette.application.port.out.DownloadCache.Arriving;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/// What has come of a download, in a file that one process at a time writes to. A file that cannot be written is given up, and
/// the download goes on without it. What is in it is believed only as part of a whole of the right digest.
final class StagedDownload implements Arriving {
    private final Path file;
    private final Keeping keeping;
    private final Consumer<byte[]> otherwise;
    private final FileChannel channel;
    private boolean isWhole = true;

    private StagedDownload(Path file, Keeping keeping, Consumer<byte[]> otherwise, FileChannel channel) {
        this.file = file;
        this.keeping = keeping;
        this.otherwise = otherwise;
        this.channel = channel;
    }

    /// Takes a file that is whole to its place.
    @FunctionalInterface
    interface Keeping {
        void keep(Path staged) throws IOException;
    }

    /// {@return a download into this file; empty while somebody else writes to it}
    ///
    /// @param otherwise keeps what could not be staged
    static Optional<StagedDownload> at(Path file, Keeping keeping, Consumer<byte[]> otherwise) throws IOException {
        if (!Files.exists(file)) {
            OwnerOnly.newFile(file).close();
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Optional<FileLock> lock = lock(channel);
        // Whoever had the lock before may have moved the file to its place, or deleted it.
        if (lock.isEmpty() || !Files.exists(file)) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new StagedDownload(file, keeping, otherwise, channel));
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] before() {
        try {
            if (channel.size() > StorageLimits.MAX_COMPONENT_BYTES) {
                channel.truncate(0);
            }
            ByteBuffer before = ByteBuffer.allocate((int) channel.size());
            while (before.hasRemaining() && channel.read(before, before.position()) >= 0) {
                // on
            }
            channel.position(before.position());
            return before.hasRemaining() ? Arrays.copyOf(before.array(), before.position()) : before.array();
        } catch (IOException _) {
            isWhole = false;
            return new byte[0];
        }
    }

    @Override
    public void add(byte[] bytes, int from, int length) {
        ByteBuffer more = ByteBuffer.wrap(bytes, from, length);
        try {
            while (isWhole && more.hasRemaining()) {
                channel.write(more);
            }
        } catch (IOException _) {
            isWhole = false;
        }
    }

    @Override
    public void restart() {
        try {
            channel.truncate(0);
            channel.position(0);
        } catch (IOException _) {
            isWhole = false;
        }
    }

    @Override
    public void keep(byte[] whole) {
        try {
            if (isWhole && channel.size() == whole.length) {
                keeping.keep(file);
                return;
            }
        } catch (IOException _) {
            // as if it had not been staged
        }
        isWhole = false;
        otherwise.accept(whole);
    }

    /// What is of no use goes: nothing, and what has a hole.
    @Override
    public void close() {
        try (channel) {
            if (!isWhole || channel.size() == 0) {
                Files.deleteIfExists(file);
            }
        } catch (IOException _) {
            return; // it stays until it is old
        }
    }
}
