package dev.wassette.storage.filesystem;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.out.DownloadCache;
import dev.wassette.domain.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// Downloads in a directory of the user's own: a file `<digest>.blob` for each content, and `<digest of the name>.ref` for
/// what a name led to, and `.part-<digest>` for what has come of a content so far. No file is believed: content is digested each time it is read, and one that does not fit its name is
/// deleted. What was not used for the longest time makes room for what is new. The directory is made when something is kept.
/// Safe for use by several threads and processes, as files appear by renaming.
public final class DirectoryDownloadCache implements DownloadCache {
    private static final String BLOB = ".blob";
    private static final String REFERENCE = ".ref";
    private static final String TEMPORARY = ".new-";
    private static final Duration WRITING = Duration.ofHours(1);
    private static final String PART = ".part-";
    private static final Duration STAYING = Duration.ofDays(1);

    private final Path directory;
    private final long room;
    private final Consumer<String> warnings;

    /// @param warnings receives a sentence whenever something does not work
    public DirectoryDownloadCache(Path directory, Consumer<String> warnings) {
        this(directory, StorageLimits.MAX_DOWNLOADS_BYTES, warnings);
    }

    /// @param room bytes of all files together
    DirectoryDownloadCache(Path directory, long room, Consumer<String> warnings) {
        this.directory = Objects.requireNonNull(directory);
        this.room = room;
        this.warnings = Objects.requireNonNull(warnings);
    }

    @Override
    public Optional<byte[]> find(Digest digest) {
        Path file = directory.resolve(digest.hex() + BLOB);
        try {
            Optional<byte[]> bytes = read(file, StorageLimits.MAX_COMPONENT_BYTES);
            if (bytes.isPresent() && !Digest.of(bytes.get()).equals(digest)) {
                warnings.accept("The download in " + file + " is not what its name says; it is fetched again");
                Files.deleteIfExists(file);
                return Optional.empty();
            }
            return bytes;
        } catch (IOException e) {
            warnings.accept("A download in " + file + " cannot be used: " + e);
            return Optional.empty();
        }
    }

    private static Optional<byte[]> read(Path file, long longest) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        long size = Files.size(file);
        if (size > longest) {
            return Optional.of(new byte[0]);
        }
        byte[] bytes = new byte[(int) size];
        try (InputStream in = Files.newInputStream(file)) {
            in.readNBytes(bytes, 0, bytes.length);
        }
        noteUse(file);
        return Optional.of(bytes);
    }

    /// A cache that can only be read is one, too.
    private static void noteUse(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException _) {
            return;
        }
    }

    @Override
    public void keep(Digest digest, byte[] bytes) {
        write(directory.resolve(digest.hex() + BLOB), bytes);
    }

    /// Where two want the same at once, one of them stages it.
    @Override
    public Arriving arriving(Digest digest) {
        try {
            OwnerOnly.createDirectory(directory);
            Optional<StagedDownload> staged = StagedDownload.at(directory.resolve(PART + digest.hex()),
                    file -> moved(file, digest), whole -> keep(digest, whole));
            return staged.isPresent() ? staged.get() : DownloadCache.super.arriving(digest);
        } catch (IOException e) {
            warnings.accept("A download cannot be staged in " + directory + ": " + e);
            return DownloadCache.super.arriving(digest);
        }
    }

    private void moved(Path staged, Digest digest) throws IOException {
        Path file = directory.resolve(digest.hex() + BLOB);
        Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        makeRoom(file);
    }

    @Override
    public Optional<Remembered> recall(String name) {
        try {
            Optional<byte[]> text = read(reference(name), StorageLimits.MAX_REFERENCE_BYTES);
            return text.isEmpty() ? Optional.empty() : remembered(name, text.get());
        } catch (IOException e) {
            warnings.accept("What " + name + " led to before cannot be read: " + e);
            return Optional.empty();
        }
    }

    private Path reference(String name) {
        return directory.resolve(Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex() + REFERENCE);
    }

    private static Optional<Remembered> remembered(String name, byte[] text) {
        try {
            if (!(JsonText.parse(new String(text, StandardCharsets.UTF_8)) instanceof JsonObject object)
                    || !text(object, "name").equals(Optional.of(name))) {
                return Optional.empty();
            }
            return Optional.of(new Remembered(new Digest(text(object, "digest").orElse("")), text(object, "validator"),
                    Instant.parse(text(object, "since").orElse(""))));
        } catch (MalformedJson | IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonObject object, String member) {
        return object.get(member).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).value());
    }

    @Override
    public void remember(String name, Digest digest, Optional<String> validator) {
        JsonObject object = JsonObject.empty().with("name", new JsonString(name))
                .with("digest", new JsonString(digest.hex()))
                .with("since", new JsonString(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
        JsonObject whole = validator.map(tag -> object.with("validator", new JsonString(tag))).orElse(object);
        write(reference(name), JsonText.compact(whole).getBytes(StandardCharsets.UTF_8));
    }

    private void write(Path file, byte[] bytes) {
        Path temporary = directory.resolve(TEMPORARY + UUID.randomUUID());
        try {
            OwnerOnly.createDirectory(directory);
            try (var out = Files.newOutputStream(newFile(temporary))) {
                out.write(bytes);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            makeRoom(file);
        } catch (IOException e) {
            warnings.accept("A download cannot be kept in " + directory + ", so it is fetched again the next time: " + e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static Path newFile(Path file) throws IOException {
        OwnerOnly.newFile(file).close();
        return file;
    }

    private record Entry(Path file, long size, FileTime used) {}

    private void makeRoom(Path newest) throws IOException {
        List<Entry> entries = new ArrayList<>(entries());
        for (Entry entry : entries) {
            if (isLeft(entry)) {
                Files.deleteIfExists(entry.file());
            }
        }
        entries.removeIf(DirectoryDownloadCache::isLeft);
        long total = entries.stream().mapToLong(Entry::size).sum();
        int count = entries.size();
        for (Entry entry : entries) {
            if (total <= room && count <= StorageLimits.MAX_DOWNLOADS) {
                return;
            }
            if (!entry.file().equals(newest)) {
                Files.deleteIfExists(entry.file());
                total -= entry.size();
                count--;
            }
        }
    }

    /// What is written takes no hour: who wrote that was killed. What was broken off yesterday nobody wants any more.
    private static boolean isLeft(Entry entry) {
        String name = entry.file().getFileName().toString();
        Instant used = entry.used().toInstant();
        return name.startsWith(TEMPORARY) && used.isBefore(Instant.now().minus(WRITING))
                || name.startsWith(PART) && used.isBefore(Instant.now().minus(STAYING));
    }

    /// {@return all files, those that were not used for the longest time first, also those that a killed process has left}
    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                try {
                    entries.add(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
                } catch (IOException _) {
                    // another process was quicker
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::used));
        return entries;
    }

    private void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            warnings.accept("A temporary file stays behind: " + temporary + " (" + e + ")");
        }
    }
}
