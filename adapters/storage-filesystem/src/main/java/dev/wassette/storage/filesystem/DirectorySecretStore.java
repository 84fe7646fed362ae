package dev.wassette.storage.filesystem;

import dev.wassette.application.port.out.SecretStore;
import dev.wassette.domain.ComponentId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Secrets in a folder of their own, `<id>.yaml` for each component (contract G); both are made for their owner alone.
/// Files appear by renaming, so a crash leaves no half of one. Processes take turns by a lock on `.secrets.lock`. A folder
/// that cannot be written to can be read.
///
/// A file that others may write to is refused: whoever chooses a component's key or address chooses whom it talks to. One
/// that others may read is used and warned of, as it is too late to keep its content from them, and container
/// platforms mount secrets like that. Safe for use by several threads and processes.
public final class DirectorySecretStore implements SecretStore {
    private static final Set<PosixFilePermission> WRITING =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path folder;
    private final Consumer<String> warnings;
    private final FolderLock lock;
    private final TextFile file = new TextFile();
    private final Set<Path> warnedOf = ConcurrentHashMap.newKeySet();

    /// @param folder absolute; made when the first secret is written
    /// @param warnings receives a sentence, once for each file
    public DirectorySecretStore(Path folder, Consumer<String> warnings) {
        this.folder = Objects.requireNonNull(folder);
        this.warnings = Objects.requireNonNull(warnings);
        this.lock = new FolderLock(folder.resolve(".secrets.lock"));
    }

    private Path file(ComponentId id) {
        return folder.resolve(id + ".yaml");
    }

    @Override
    public Optional<String> version(ComponentId id) throws IOException {
        return file.version(file(id));
    }

    @Override
    public Optional<String> read(ComponentId id) throws IOException {
        Path path = file(id);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Set<PosixFilePermission> others = OwnerOnly.permissionsOfOthers(path);
        if (others.stream().anyMatch(WRITING::contains)) {
            throw new IOException("others may write to " + path + "; make it yours alone (chmod 600)");
        }
        if (!others.isEmpty() && warnedOf.add(path)) {
            warnings.accept("Others may read the secrets in " + path + "; make it yours alone (chmod 600)");
        }
        return TextFile.read(path, StorageLimits.MAX_SECRETS_BYTES);
    }

    @Override
    public void update(ComponentId id, Change change) throws IOException {
        if (!Files.isDirectory(folder) && change.apply(Optional.empty()).isEmpty()) {
            return;
        }
        OwnerOnly.createDirectory(folder);
        try (var _ = lock.take()) {
            WholeFile.removeLeftOvers(folder);
            Optional<String> after = change.apply(read(id));
            if (after.isPresent()) {
                WholeFile.writeSecret(file(id), after.get().getBytes(StandardCharsets.UTF_8));
            } else {
                Files.deleteIfExists(file(id));
                WholeFile.sync(folder);
            }
        }
    }
}
