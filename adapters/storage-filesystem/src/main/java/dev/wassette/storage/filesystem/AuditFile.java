package dev.wassette.storage.filesystem;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.out.AuditTrail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// The audit trail as a file for its owner alone: one JSON object a line, only ever appended to, each line in one write, so
/// that several processes may share it. A file that has grown large is renamed to `.1`, older ones to `.2` and so on, and the
/// oldest goes. What is no regular file, such as `/dev/stderr`, only grows.
///
/// What cannot be written is complained of once, counted, and stands as a number in the next line that can be written: a
/// full disk, which a guest may have filled, ends nobody's work, and a gap is seen. Safe for use by several threads and
/// processes.
public final class AuditFile implements AuditTrail {
    private final Path file;
    private final Consumer<String> problems;
    private final FolderLock lock;
    private long lost; // guarded by this
    private Optional<Open> open = Optional.empty(); // guarded by this

    /// The file as it was opened.
    ///
    /// @param key tells it from a file that has come into its place; null where the file system cannot tell
    private record Open(SeekableByteChannel channel, Object key) {}

    private AuditFile(Path file, Consumer<String> problems) {
        this.file = Objects.requireNonNull(file);
        this.problems = Objects.requireNonNull(problems);
        this.lock = new FolderLock(lock(file));
    }

    /// {@return a trail that is made with its first entry}
    ///
    /// @param file absolute
    /// @param problems receives a sentence when entries begin to be lost
    public static AuditFile at(Path file, Consumer<String> problems) {
        return new AuditFile(file, problems);
    }

    /// {@return a trail that can be written to now}
    ///
    /// @throws IOException when it cannot
    public static AuditFile open(Path file, Consumer<String> problems) throws IOException {
        var trail = new AuditFile(file, problems);
        trail.reopen();
        return trail;
    }

    /// {@return all files that such a trail may consist of}
    public static List<Path> parts(Path file) {
        List<Path> parts = new ArrayList<>(List.of(file, lock(file)));
        for (int age = 1; age < StorageLimits.MAX_AUDIT_FILES; age++) {
            parts.add(older(file, age));
        }
        return parts;
    }

    private static Path older(Path file, int age) {
        return file.resolveSibling(file.getFileName() + "." + age);
    }

    private static Path lock(Path file) {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public synchronized void add(Event event, JsonObject facts) {
        try {
            if (lost > 0) {
                append(line("lost", JsonObject.empty().with("count", JsonNumber.of(lost))));
                lost = 0;
            }
            append(line(event.word(), facts));
        } catch (IOException e) {
            if (lost == 0) {
                problems.accept("The audit trail " + file + " cannot be written, so entries are lost: " + e);
            }
            lost++;
        }
    }

    private static byte[] line(String event, JsonObject facts) {
        JsonObject line = JsonObject.empty()
                .with("time", new JsonString(Instant.now().truncatedTo(ChronoUnit.MILLIS).toString()))
                .with("event", new JsonString(event));
        for (Map.Entry<String, JsonValue> fact : facts.members().entrySet()) {
            line = line.with(fact.getKey(), fact.getValue());
        }
        return (JsonText.compact(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void append(byte[] line) throws IOException {
        Optional<BasicFileAttributes> found = found();
        if (found.isEmpty() || !isOpen(found.get())) {
            reopen();
            found = found();
        }
        ByteBuffer bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
            open.orElseThrow().channel().write(bytes);
        }
        long size = found.filter(BasicFileAttributes::isRegularFile).map(BasicFileAttributes::size).orElse(0L);
        if (size + line.length > StorageLimits.MAX_AUDIT_BYTES) {
            rotate();
        }
    }

    private Optional<BasicFileAttributes> found() throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// Another process may have renamed the file.
    private boolean isOpen(BasicFileAttributes found) {
        return open.filter(now -> now.key() != null && now.key().equals(found.fileKey())).isPresent();
    }

    private synchronized void reopen() throws IOException {
        if (open.isPresent()) {
            open.get().channel().close();
            open = Optional.empty();
        }
        Path folder = file.getParent();
        if (!Files.isDirectory(folder)) {
            OwnerOnly.createDirectory(folder);
        }
        SeekableByteChannel channel = OwnerOnly.appended(file);
        open = Optional.of(new Open(channel, found().map(BasicFileAttributes::fileKey).orElse(null)));
    }

    /// One process does it; the others go on writing meanwhile. Where it fails, the next entry tries again.
    private void rotate() {
        try {
            Optional<FolderLock.Turn> turn = lock.tryTake();
            if (turn.isPresent()) {
                try (FolderLock.Turn _ = turn.get()) {
                    shift();
                }
            }
        } catch (IOException e) {
            problems.accept("The audit trail " + file + " has grown beyond its limit and cannot be renamed: " + e);
        }
    }

    private void shift() throws IOException {
        if (Files.size(file) > StorageLimits.MAX_AUDIT_BYTES) {
            for (int age = StorageLimits.MAX_AUDIT_FILES - 1; age > 1; age--) {
                if (Files.exists(older(file, age - 1))) {
                    Files.move(older(file, age - 1), older(file, age), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.move(file, older(file, 1), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
