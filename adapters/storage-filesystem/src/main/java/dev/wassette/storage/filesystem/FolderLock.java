package dev.wassette.storage.filesystem;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The turn to change the files of a folder, among all threads and processes. The system ends it with the process.
final class FolderLock implements Closeable {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 5;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Waits for the turn.
    ///
    /// @param file stays there; its content does not matter
    /// @throws IOException also when the turn has not come after 10 seconds
    static FolderLock of(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            for (long waited = 0; waited < PATIENCE_MILLIS; waited += PAUSE_MILLIS) {
                if (isOurs(channel)) {
                    return new FolderLock(channel);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            throw new IOException("another process holds " + file);
        } catch (InterruptedException _) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another process held " + file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Another thread of this process may have it through a channel of its own.
    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
