package dev.wassette.storage.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Small texts that others may change at any time. Safe for use by several threads.
final class TextFile {
    /// Two changes within one tick of the file system's clock look like one.
    private static final Duration TICK = Duration.ofSeconds(2);

    private final AtomicLong looks = new AtomicLong();

    /// {@return a text that is another one after the file has changed; empty when there is no file}
    Optional<String> version(Path path) throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty(); // most components have none, and each call asks: an exception costs ten times this
        }
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            if (!file.isRegularFile()) {
                throw new IOException(path + " is no file");
            }
            return Optional.of(file.size() + " " + file.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " "
                    + file.fileKey() + (isYoung(file) ? " " + looks.incrementAndGet() : ""));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static boolean isYoung(BasicFileAttributes file) {
        return System.currentTimeMillis() - file.lastModifiedTime().toMillis() < TICK.toMillis();
    }

    /// {@return the text; empty when there is no file}
    static Optional<String> read(Path path, int mostBytes) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new IOException(path + " has more than " + mostBytes + " bytes");
            }
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (CharacterCodingException _) {
            throw new IOException(path + " is not UTF-8");
        }
    }
}
