package dev.wassette.storage.filesystem;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// Makes files and directories that only their owner can write, and that others can read as far as the umask of the
/// process lets them: components and policies, which hold no secrets and which a server of another user may serve.
final class OwnerWrites {
    private OwnerWrites() {}

    /// Makes the directory and its parents where they are missing.
    ///
    /// @throws IOException also when the directory exists and others may write to it
    static void createDirectory(Path directory) throws IOException {
        OwnerOnly.create(directory, "rwxr-xr-x");
    }

    /// {@return a channel to a new file}
    ///
    /// @throws java.nio.file.FileAlreadyExistsException when there is one
    static SeekableByteChannel newFile(Path file) throws IOException {
        return Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnly.attributes(file, "rw-r--r--"));
    }
}
