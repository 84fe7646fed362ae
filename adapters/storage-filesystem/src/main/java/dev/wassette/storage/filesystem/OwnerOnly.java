package dev.wassette.storage.filesystem;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/// Makes files and directories that only their owner can read and write, from their first moment on.
final class OwnerOnly {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    /// Makes the directory and its parents where they are missing.
    ///
    /// @throws IOException also when the directory exists and others may write to it
    static void createDirectory(Path directory) throws IOException {
        create(directory, "rwx------");
    }

    static void create(Path directory, String ofNew) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, attributes(directory, ofNew));
        }
        if (isPosix(directory)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
            if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new IOException("others may write to " + directory + "; make it yours alone (chmod go-w)");
            }
        }
    }

    /// {@return what others than the owner may do; nothing where the file system does not know}
    static Set<PosixFilePermission> permissionsOfOthers(Path file) throws IOException {
        if (!isPosix(file)) {
            return Set.of();
        }
        Set<PosixFilePermission> others = new HashSet<>(Files.getPosixFilePermissions(file));
        others.removeAll(OWNER);
        return others;
    }

    /// {@return a channel to a new file}
    ///
    /// @throws java.nio.file.FileAlreadyExistsException when there is one
    static SeekableByteChannel newFile(Path file) throws IOException {
        return Files.newByteChannel(file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file, "rw-------"));
    }

    /// {@return a channel to the end of a file, which is made where it is missing}
    static SeekableByteChannel appended(Path file) throws IOException {
        return Files.newByteChannel(file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), attributes(file, "rw-------"));
    }

    static FileAttribute<?>[] attributes(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
