package dev.wassette.storage.filesystem;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.out.PolicyStore;
import dev.wassette.domain.ComponentId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Policies in the folder of the components: `<id>.policy.yaml` for each, and `<id>.policy.meta.json` for where it came
/// from (contract G). Files appear by renaming, so a crash leaves no half of one. Processes take turns by a lock on
/// `.policies.lock`. Safe for use by several threads and processes.
public final class DirectoryPolicyStore implements PolicyStore {
    private final Path folder;
    private final FolderLock lock;
    private final TextFile file = new TextFile();

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
        return file.version(file(id));
    }

    @Override
    public Optional<StoredPolicy> read(ComponentId id) throws IOException {
        Optional<String> text = text(file(id));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes file = Files.readAttributes(file(id), BasicFileAttributes.class);
            return Optional.of(new StoredPolicy(text.get(), file(id).toString(), source(id),
                    file.creationTime().to(TimeUnit.SECONDS)));
        } catch (NoSuchFileException _) {
            return Optional.empty(); // removed since it was read
        }
    }

    private static Optional<String> text(Path file) throws IOException {
        return TextFile.read(file, StorageLimits.MAX_POLICY_BYTES);
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

    /// A crash in between leaves a policy of unknown source, never one with the source of another.
    @Override
    public void attach(ComponentId id, String text, String source) throws IOException {
        OwnerWrites.createDirectory(folder);
        try (var _ = lock.take()) {
            put(id, text, source);
        }
    }

    @Override
    public boolean attachFirst(ComponentId id, String text, String source) throws IOException {
        OwnerWrites.createDirectory(folder);
        try (var _ = lock.take()) {
            if (Files.exists(file(id), LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            put(id, text, source);
            return true;
        }
    }

    private void put(ComponentId id, String text, String source) throws IOException {
        JsonObject meta = JsonObject.empty()
                .with("source_uri", new JsonString(source))
                .with("attached_at", JsonNumber.of(System.currentTimeMillis() / 1_000));
        Files.deleteIfExists(metaFile(id));
        WholeFile.write(file(id), text.getBytes(StandardCharsets.UTF_8));
        WholeFile.write(metaFile(id), (JsonText.pretty(meta) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void update(ComponentId id, Change change) throws IOException {
        if (!Files.isDirectory(folder) && change.apply(Optional.empty()).isEmpty()) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            OwnerWrites.createDirectory(folder);
        }
        try (var _ = lock.take()) {
            Optional<String> after = change.apply(text(file(id)));
            if (after.isPresent()) {
                WholeFile.write(file(id), after.get().getBytes(StandardCharsets.UTF_8));
            } else {
                Files.deleteIfExists(file(id));
                Files.deleteIfExists(metaFile(id));
                WholeFile.sync(folder);
            }
        }
    }
}
