package dev.wassette.storage.filesystem;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A file that everybody sees with its old content or with the new one, also after the power has failed.
///
/// It is written under a temporary name in the same folder and synced; [#publish] gives it its name.
final class WholeFile implements AutoCloseable {
    private static final String TEMPORARY = ".new-";

    private final Path file;
    private final Path temporary;

    private WholeFile(Path file) {
        this.file = file;
        this.temporary = file.resolveSibling(TEMPORARY + UUID.randomUUID());
    }

    /// Makes the file that is written to.
    @FunctionalInterface
    private interface Maker {
        SeekableByteChannel newFile(Path file) throws IOException;
    }

    /// Writes a file for others to read, as far as the umask lets them.
    static void write(Path file, byte[] content) throws IOException {
        try (WholeFile whole = prepare(file, content)) {
            whole.publish();
        }
    }

    /// Writes a file for its owner alone.
    static void writeSecret(Path file, byte[] content) throws IOException {
        try (WholeFile whole = prepareSecret(file, content)) {
            whole.publish();
        }
    }

    /// {@return the content, on disk under a temporary name, for others to read as far as the umask lets them}
    static WholeFile prepare(Path file, byte[] content) throws IOException {
        return prepare(file, content, OwnerWrites::newFile);
    }

    /// {@return the content, on disk under a temporary name, for its owner alone}
    static WholeFile prepareSecret(Path file, byte[] content) throws IOException {
        return prepare(file, content, OwnerOnly::newFile);
    }

    private static WholeFile prepare(Path file, byte[] content, Maker maker) throws IOException {
        var whole = new WholeFile(file);
        boolean prepared = false;
        try {
            whole.write(content, maker);
            prepared = true;
            return whole;
        } finally {
            if (!prepared) {
                whole.close();
            }
        }
    }

    private void write(byte[] content, Maker maker) throws IOException {
        maker.newFile(temporary).close();
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /// {@return where the content is until it is published}
    Path temporary() {
        return temporary;
    }

    /// Puts the content in its place. When this returns, it is there for good.
    void publish() throws IOException {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(file.getParent());
    }

    /// Deletes the temporary file, if it was not published.
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }

    /// Deletes what processes that were killed have left in a folder. To be called in the turns of all who write there.
    static void removeLeftOvers(Path folder) throws IOException {
        for (Path file : beginningWith(TEMPORARY, folder)) {
            Files.deleteIfExists(file);
        }
    }

    /// {@return the files of a folder whose names begin like this}
    static List<Path> beginningWith(String prefix, Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder,
                file -> file.getFileName().toString().startsWith(prefix))) {
            files.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    /// Makes durable which names a folder has. Not every system opens folders; there that is as durable as the system
    /// makes it.
    static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException | UnsupportedOperationException _) {
            return;
        }
    }
}
