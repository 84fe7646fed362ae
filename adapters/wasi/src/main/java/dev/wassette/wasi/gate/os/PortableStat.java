package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.DescriptorType;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import dev.wassette.wasi.filesystem.types.NewTimestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/// What Java knows of a file without following a symbolic link.
final class PortableStat {
    private PortableStat() {}

    static FileStat of(Path path) throws FilesystemError {
        boolean isUnix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        return PortableErrors.call(() -> isUnix ? unix(path) : basic(path));
    }

    private static FileStat unix(Path path) throws IOException {
        Map<String, Object> all = Files.readAttributes(path,
                "unix:mode,dev,ino,nlink,size,lastAccessTime,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
        return new FileStat(UnixMode.type((int) all.get("mode")), (long) all.get("dev"), (long) all.get("ino"),
                (int) all.get("nlink"), (long) all.get("size"), instant(all.get("lastAccessTime")),
                instant(all.get("lastModifiedTime")), instant(all.get("ctime")));
    }

    private static FileStat basic(Path path) throws IOException {
        BasicFileAttributes all =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        DescriptorType type = all.isDirectory() ? DescriptorType.DIRECTORY
                : all.isRegularFile() ? DescriptorType.REGULAR_FILE
                : all.isSymbolicLink() ? DescriptorType.SYMBOLIC_LINK : DescriptorType.UNKNOWN;
        Object identity = all.fileKey() == null ? path : all.fileKey();
        return new FileStat(type, 0, identity.hashCode(), 1, all.size(), all.lastAccessTime().toInstant(),
                all.lastModifiedTime().toInstant(), all.lastModifiedTime().toInstant());
    }

    private static Instant instant(Object time) {
        return ((FileTime) time).toInstant();
    }

    /// {@return the time as Java sets it; null for no change}
    static FileTime time(NewTimestamp time) {
        return switch (time) {
            case NewTimestamp.NoChange _ -> null;
            case NewTimestamp.Now _ -> FileTime.from(Instant.now());
            case NewTimestamp.Timestamp(Instant instant) -> FileTime.from(instant);
        };
    }
}
