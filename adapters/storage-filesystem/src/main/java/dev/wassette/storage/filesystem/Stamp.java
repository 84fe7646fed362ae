package dev.wassette.storage.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What tells one state of a file from another without reading it.
///
/// @param size in bytes
/// @param modified nanoseconds since the epoch, as exact as the file system has them
/// @param key the file's identity on this machine, such as its inode; another one after the file was replaced. Empty
///     where the system has none
record Stamp(long size, long modified, String key) {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /// Two changes within one tick of the file system's clock look like one. Linux has ticks of up to 10 ms.
    private static final long FINE_TICK = Duration.ofMillis(50).toNanos();
    /// Some file systems count whole seconds, FAT even two.
    private static final long COARSE_TICK = Duration.ofSeconds(2).toNanos();

    Stamp {
        Objects.requireNonNull(key);
    }

    /// {@return the stamp of a regular file; empty when there is no such file}
    static Optional<Stamp> of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(of(attributes)) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static Stamp of(BasicFileAttributes attributes) {
        return new Stamp(attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                attributes.fileKey() == null ? "" : attributes.fileKey().toString());
    }

    /// {@return whether the file could have changed again since, unseen}
    boolean isYoung() {
        long age = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - modified;
        return age < (modified % SECOND == 0 ? COARSE_TICK : FINE_TICK);
    }

    /// Without the generated method, whose first use takes long.
    boolean is(Stamp other) {
        return size == other.size && modified == other.modified && key.equals(other.key);
    }

    String text() {
        return size + " " + modified + " " + key;
    }
}
