package dev.wassette.storage.filesystem;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The turn to change the files of a folder, among all threads and processes. The system ends it with the process.
///
/// A process has one object for each file: on POSIX systems a process loses its lock when it closes any channel to the
/// file, also one that waited in vain.
final class FolderLock {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 5;

    private final Path file;
    private final ReentrantLock threads = new ReentrantLock();

    /// @param file made when it is first needed, and stays there; its content does not matter
    FolderLock(Path file) {
        this.file = Objects.requireNonNull(file);
    }

    /// A turn; ends when it is closed, by the thread that has it.
    interface Turn extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /// Waits for the turn.
    ///
    /// @throws IOException also when the turn has not come after 10 seconds
    Turn take() throws IOException {
        return take(PATIENCE_MILLIS).orElseThrow(() -> new IOException("another process holds " + file));
    }

    /// {@return the turn; empty when somebody else has it}
    Optional<Turn> tryTake() throws IOException {
        return take(0);
    }

    private Optional<Turn> take(long patienceMillis) throws IOException {
        try {
            if (!threads.tryLock(patienceMillis, TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException _) {
            throw interrupted();
        }
        boolean taken = false;
        try {
            Optional<FileChannel> channel = lock(patienceMillis);
            taken = channel.isPresent();
            return channel.map(locked -> () -> end(locked));
        } finally {
            if (!taken) {
                threads.unlock();
            }
        }
    }

    private void end(FileChannel locked) throws IOException {
        try {
            locked.close();
        } finally {
            threads.unlock();
        }
    }

    private Optional<FileChannel> lock(long patienceMillis) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = isOurs(channel);
            for (long waited = 0; !locked && waited < patienceMillis; waited += PAUSE_MILLIS) {
                Thread.sleep(PAUSE_MILLIS);
                locked = isOurs(channel);
            }
            return locked ? Optional.of(channel) : Optional.empty();
        } catch (InterruptedException _) {
            throw interrupted();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while another process held " + file);
    }

    /// Somebody else in this process may have it through an object of their own.
    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }
}
