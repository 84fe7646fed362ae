package dev.wassette.storage.filesystem;

import dev.wassette.application.port.out.ComponentStore;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.storage.filesystem.FolderLock.Turn;
import dev.wassette.storage.filesystem.MetadataFile.Entry;
import dev.wassette.storage.filesystem.MetadataFile.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Components in a folder (contract G): `<id>.wasm`, and `<id>.metadata.json` for what is known of it.
///
/// **Order of writes.** A component is there when `<id>.wasm` is. It is written under a temporary name and synced; then
/// the metadata, which speaks of it and of the version that it will replace; then it is renamed, which is the one moment
/// of change. The metadata is bound to the bytes by their stamp (size, time and inode, which renaming keeps), else by
/// their digest, so at each moment of the sequence what is found is one of the two versions, whole and described.
///
/// A removal renames `<id>.wasm` to `.gone-<id>`, which is its one moment of change; then the policy and the metadata go,
/// then that file. Whoever finds such a file ends the removal first: nothing that comes later under the id inherits the
/// policy.
///
/// Processes take turns by a lock on `.components.lock`, which is taken before that of the policies. Safe for use by
/// several threads and processes.
public final class DirectoryComponentStore implements ComponentStore {
    private static final String COMPONENT = ".wasm";
    private static final String METADATA = ".metadata.json";
    private static final String GONE = ".gone-";

    private final Path folder;
    private final DirectoryPolicyStore policies;
    private final Consumer<String> warnings;
    private final FolderLock lock;
    private final AtomicLong looks = new AtomicLong();
    /// What we have put there ourselves: nothing can have changed it unseen before it was there.
    private final Map<ComponentId, Stamp> own = new ConcurrentSkipListMap<>();
    private final Set<String> complaints = ConcurrentHashMap.newKeySet();

    /// @param folder absolute; made when the first component is kept
    /// @param policies in the same folder
    /// @param warnings receives a sentence for the user whenever a file cannot be used
    public DirectoryComponentStore(Path folder, DirectoryPolicyStore policies, Consumer<String> warnings) {
        this.folder = Objects.requireNonNull(folder);
        this.policies = Objects.requireNonNull(policies);
        this.warnings = Objects.requireNonNull(warnings);
        this.lock = new FolderLock(folder.resolve(".components.lock"));
    }

    private Path file(ComponentId id) {
        return folder.resolve(id + COMPONENT);
    }

    private Path metadataFile(ComponentId id) {
        return folder.resolve(id + METADATA);
    }

    private Path goneFile(ComponentId id) {
        return folder.resolve(GONE + id);
    }

    @Override
    public SortedMap<ComponentId, String> versions() throws IOException {
        SortedMap<ComponentId, String> versions = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Optional<ComponentId> id = id(file.getFileName().toString());
                Optional<String> version = id.isPresent() ? version(id.get()) : Optional.empty();
                version.ifPresent(text -> versions.put(id.get(), text));
            }
        } catch (NoSuchFileException | NotDirectoryException _) {
            return versions;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return versions;
    }

    /// {@return the component whose bytes are in a file of that name}
    private Optional<ComponentId> id(String name) {
        if (!name.endsWith(COMPONENT) || name.startsWith(".")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ComponentId(name.substring(0, name.length() - COMPONENT.length())));
        } catch (IllegalArgumentException e) {
            if (complaints.add(name)) {
                warnings.accept("The file " + folder.resolve(name) + " is left out: " + e.getMessage());
            }
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> version(ComponentId id) throws IOException {
        return Stamp.of(file(id)).map(stamp -> version(id, stamp));
    }

    private String version(ComponentId id, Stamp stamp) {
        Stamp ours = own.get(id);
        boolean isCertain = !stamp.isYoung() || ours != null && ours.is(stamp);
        return isCertain ? stamp.text() : stamp.text() + " " + looks.incrementAndGet();
    }

    @Override
    public Optional<StoredComponent> read(ComponentId id) throws IOException {
        Optional<Stamp> stamp = Stamp.of(file(id));
        if (stamp.isEmpty()) {
            return Optional.empty();
        }
        if (stamp.get().size() > StorageLimits.MAX_COMPONENT_BYTES) {
            throw new IOException("the file " + file(id) + " has more than "
                    + (StorageLimits.MAX_COMPONENT_BYTES >> 20) + " MiB");
        }
        byte[] bytes = new byte[(int) stamp.get().size()];
        try (InputStream in = Files.newInputStream(file(id))) {
            boolean whole = in.readNBytes(bytes, 0, bytes.length) == bytes.length && in.read() < 0;
            if (!whole || Stamp.of(file(id)).filter(stamp.get()::is).isEmpty()) {
                throw new IOException("the file " + file(id) + " changed while it was read");
            }
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new IOException("access denied to " + e.getMessage(), e);
        }
        return Optional.of(new StoredComponent(bytes, version(id, stamp.get())));
    }

    @Override
    public Optional<Metadata> metadata(ComponentId id) throws IOException {
        Optional<Stamp> stamp = Stamp.of(file(id));
        Optional<MetadataFile> file = stamp.isPresent() ? metadataFromFile(id) : Optional.empty();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Optional<Entry> found = file.get().about(stamp.get());
        if (found.isEmpty() && file.get().records().stream().anyMatch(each -> each.stamp().size() == stamp.get().size())) {
            found = sameBytes(id, file.get());
        }
        return found.map(Entry::metadata);
    }

    /// The folder may have been copied or restored: then nothing fits but the digest.
    private Optional<Entry> sameBytes(ComponentId id, MetadataFile file) throws IOException {
        Optional<StoredComponent> stored = read(id);
        Optional<Entry> found = stored.flatMap(component -> file.about(Digest.of(component.bytes())));
        found.ifPresent(record -> describe(id, stored.get().version(), record.metadata()));
        return found;
    }

    /// A file that cannot be used is as good as none: what it said will be found out again, and then replaces it.
    private Optional<MetadataFile> metadataFromFile(ComponentId id) {
        Path file = metadataFile(id);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(StorageLimits.MAX_METADATA_BYTES + 1);
            if (bytes.length > StorageLimits.MAX_METADATA_BYTES) {
                throw new Malformed("it has more than " + StorageLimits.MAX_METADATA_BYTES + " bytes");
            }
            return MetadataFile.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | Malformed e) {
            warnings.accept("What is known of the component " + id + " is found out again, because " + file
                    + " cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public String keep(ComponentId id, byte[] bytes, Metadata metadata) throws IOException {
        requireWritable();
        if (!Files.isDirectory(folder)) {
            OwnerWrites.createDirectory(folder);
        }
        try (var _ = lock.take()) {
            endRemoval(id);
            return put(id, bytes, metadata);
        } catch (AccessDeniedException e) {
            throw new IOException("access denied to " + e.getMessage(), e);
        }
    }

    private void requireWritable() throws IOException {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            throw new IOException(obstacle.get());
        }
    }

    private String put(ComponentId id, byte[] bytes, Metadata metadata) throws IOException {
        Optional<Stamp> same = stampOf(id, bytes);
        if (same.isEmpty()) {
            return replace(id, bytes, metadata);
        }
        write(id, new MetadataFile(List.of(entry(same.get(), metadata))));
        return version(id, same.get());
    }

    /// {@return the stamp of what is there now, when it is these very bytes: to read them is quicker than to write and sync
    /// them}
    private Optional<Stamp> stampOf(ComponentId id, byte[] bytes) throws IOException {
        Optional<Stamp> stamp = Stamp.of(file(id)).filter(there -> there.size() == bytes.length);
        try {
            return stamp.isPresent() && read(id).filter(stored -> Arrays.equals(stored.bytes(), bytes)).isPresent()
                    ? stamp : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // what cannot be read is replaced
        }
    }

    private String replace(ComponentId id, byte[] bytes, Metadata metadata) throws IOException {
        try (WholeFile file = WholeFile.prepare(file(id), bytes)) {
            Stamp stamp = Stamp.of(file.temporary()).orElseThrow(() -> new NoSuchFileException(file(id).toString()));
            List<Entry> records = new ArrayList<>(List.of(entry(stamp, metadata)));
            current(id).ifPresent(records::add);
            write(id, new MetadataFile(records));
            own.put(id, stamp);
            file.publish();
            return stamp.text();
        }
    }

    private static Entry entry(Stamp stamp, Metadata metadata) {
        return new Entry(stamp, metadata, System.currentTimeMillis() / 1_000);
    }

    /// {@return the record of the version that is there now}
    private Optional<Entry> current(ComponentId id) throws IOException {
        Optional<Stamp> stamp = Stamp.of(file(id));
        return stamp.isEmpty() ? Optional.empty() : metadataFromFile(id).flatMap(file -> file.about(stamp.get()));
    }

    private void write(ComponentId id, MetadataFile metadata) throws IOException {
        WholeFile.write(metadataFile(id), metadata.text(id).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void describe(ComponentId id, String version, Metadata metadata) {
        if (obstacle().isPresent()) {
            return;
        }
        try (var _ = lock.take()) {
            Optional<Stamp> stamp = Stamp.of(file(id)).filter(now -> version.startsWith(now.text()));
            boolean isKnown = current(id).filter(entry -> entry.metadata().equals(metadata)).isPresent();
            if (stamp.isPresent() && !isKnown) {
                write(id, new MetadataFile(List.of(entry(stamp.get(), metadata))));
            }
        } catch (IOException e) {
            warnings.accept("What is known of the component " + id + " is not kept, so the next start finds it out again: "
                    + e.getMessage());
        }
    }

    @Override
    public boolean remove(ComponentId id) throws IOException {
        if (Stamp.of(file(id)).isEmpty() && !Files.exists(goneFile(id))) {
            return false;
        }
        requireWritable();
        try (var _ = lock.take()) {
            endRemoval(id);
            if (Stamp.of(file(id)).isEmpty()) {
                return false;
            }
            Files.move(file(id), goneFile(id));
            WholeFile.sync(folder);
            own.remove(id);
            try {
                endRemoval(id);
            } catch (IOException e) {
                warnings.accept("The rest of the removed component " + id + " is removed later: " + e.getMessage());
            }
            return true;
        } catch (AccessDeniedException e) {
            throw new IOException("access denied to " + e.getMessage(), e);
        }
    }

    /// Ends a removal that has begun, in a turn of ours. To be called before something comes under the same id.
    private void endRemoval(ComponentId id) throws IOException {
        if (Files.exists(goneFile(id))) {
            policies.update(id, _ -> Optional.empty());
            Files.deleteIfExists(metadataFile(id));
            WholeFile.sync(folder);
            Files.delete(goneFile(id));
        }
    }

    @Override
    public Optional<String> obstacle() {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            return Optional.of("the folder of the components, " + folder + ", is a file. Name a folder with --plugin-dir");
        }
        return Files.isDirectory(folder) && !Files.isWritable(folder)
                ? Optional.of("the folder of the components, " + folder + ", is read-only, so what is in it stays as it is. "
                        + "To load or unload components, start with --plugin-dir and a folder that can be written to")
                : Optional.empty();
    }

    @Override
    public void tidy() {
        if (!Files.isDirectory(folder) || obstacle().isPresent()) {
            return;
        }
        try {
            Optional<Turn> turn = lock.tryTake();
            if (turn.isPresent()) {
                try (var _ = turn.get()) {
                    endRemovals();
                    removeTemporaryFiles();
                }
            }
        } catch (IOException e) {
            warnings.accept("What is left over in " + folder + " cannot be removed: " + e.getMessage());
        }
    }

    private void endRemovals() throws IOException {
        for (Path file : WholeFile.beginningWith(GONE, folder)) {
            endRemoval(new ComponentId(file.getFileName().toString().substring(GONE.length())));
        }
    }

    /// In the turns of all who write such files; so those that are found belong to nobody.
    private void removeTemporaryFiles() throws IOException {
        Optional<Turn> others = policies.lock().tryTake();
        if (others.isPresent()) {
            try (var _ = others.get()) {
                WholeFile.removeLeftOvers(folder);
            }
        }
    }
}
