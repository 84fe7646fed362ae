package dev.wassette.storage.filesystem;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.out.PolicyStore;
import dev.wassette.domain.ComponentId;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Policies in the folder of the components: `<id>.policy.yaml` for each, and `<id>.policy.meta.json` for where it came
/// from (contract G). Files appear by renaming, so a crash leaves no half of one. Processes take turns by a lock on
/// `.policies.lock`. Safe for use by several threads and processes.
public final class DirectoryPolicyStore implements PolicyStore {
    /// Two changes within one tick of the file system's clock look like one.
    private static final Duration TICK = Duration.ofSeconds(2);

    private final Path folder;
    private final FolderLock lock;
    private final AtomicLong looks = new AtomicLong();

    /// @param folder absolute; made when the first policy is written
    public DirectoryPolicyStore(Path folder) {
        this.folder = Objects.requireNonNull(folder);
        this.lock = new FolderLock(folder.resolve(".policies.lock"));
    }

    /// {@return what is held while a policy is written}
    FolderLock lock() {
        return lock;
    }

    private Path file(ComponentId id) {
        return folder.resolve(id + ".policy.yaml");
    }

    private Path metaFile(ComponentId id) {
        return folder.resolve(id + ".policy.meta.json");
    }

    @Override
    public Optional<String> version(ComponentId id) throws IOException {
        if (!Files.exists(file(id))) {
            return Optional.empty(); // most components have none, and each call asks: an exception costs ten times this
        }
        try {
            BasicFileAttributes file = Files.readAttributes(file(id), BasicFileAttributes.class);
            if (!file.isRegularFile()) {
                throw new IOException(file(id) + " is no file");
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

    @Override
    public Optional<StoredPolicy> read(ComponentId id) throws IOException {
        Optional<String> text = text(file(id));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        BasicFileAttributes file = Files.readAttributes(file(id), BasicFileAttributes.class);
        return Optional.of(new StoredPolicy(text.get(), file(id).toString(), source(id),
                file.creationTime().to(TimeUnit.SECONDS)));
    }

    private static Optional<String> text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(StorageLimits.MAX_POLICY_BYTES + 1);
            if (bytes.length > StorageLimits.MAX_POLICY_BYTES) {
                throw new IOException(file + " has more than " + StorageLimits.MAX_POLICY_BYTES + " bytes");
            }
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (CharacterCodingException _) {
            throw new IOException(file + " is not UTF-8");
        }
    }

    /// What cannot be read says nothing.
    private Optional<String> source(ComponentId id) throws IOException {
        Optional<String> meta = text(metaFile(id));
        try {
            return meta.isPresent() && JsonText.parse(meta.get()) instanceof JsonObject object
                    && object.get("source_uri").orElse(null) instanceof JsonString(String uri)
                    ? Optional.of(uri) : Optional.empty();
        } catch (MalformedJson _) {
            return Optional.empty();
        }
    }

    @Override
    public void update(ComponentId id, Change change) throws IOException {
        if (!Files.isDirectory(folder) && change.apply(Optional.empty()).isEmpty()) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            OwnerOnly.createDirectory(folder);
        }
        try (var _ = lock.take()) {
            Optional<String> after = change.apply(text(file(id)));
            if (after.isPresent()) {
                WholeFile.write(file(id), after.get().getBytes(StandardCharsets.UTF_8));
            } else {
                Files.deleteIfExists(file(id));
                Files.deleteIfExists(metaFile(id));
            }
        }
    }
}
