import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Writes `.zip` with permissions such that the same files give the same bytes.
final class Zip {
    private Zip() {}

    /// @param folder that all files are in
    static void write(Path archive, String folder, List<Entry> entries, Instant time) throws IOException {
        Files.deleteIfExists(archive);
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            for (Entry entry : entries) {
                Path file = zip.getPath(folder, entry.name().split("/"));
                for (Path above = zip.getPath(folder); !above.equals(file); above = file.subpath(0, above.getNameCount() + 1)) {
                    directory(above, time);
                }
                Files.write(file, entry.content().bytes());
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(entry.executable() ? "rwxr-xr-x" : "rw-r--r--"));
                setTimes(file, time);
            }
        }
    }

    private static void directory(Path directory, Instant time) throws IOException {
        if (Files.notExists(directory)) {
            Files.createDirectory(directory);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            setTimes(directory, time);
        }
    }

    /// All three: those of its making and of the last access are written into the archive too.
    private static void setTimes(Path file, Instant time) throws IOException {
        FileTime all = FileTime.from(time);
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(all, all, all);
    }
}
