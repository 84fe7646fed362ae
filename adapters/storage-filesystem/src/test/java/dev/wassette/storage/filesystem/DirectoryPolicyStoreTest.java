package dev.wassette.storage.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.wassette.application.port.out.PolicyStore.StoredPolicy;
import dev.wassette.domain.ComponentId;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryPolicyStoreTest {
    private static final ComponentId TOOL = new ComponentId("tool");

    private final FileSystem files = Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setAttributeViews("basic", "owner", "posix", "unix").build());
    private final Path folder = files.getPath("/home/u/components");
    private final DirectoryPolicyStore store = new DirectoryPolicyStore(folder);

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void hasNothingAtFirstAndMakesNoFolderForIt() throws IOException {
        assertEquals(Optional.empty(), store.version(TOOL));
        assertEquals(Optional.empty(), store.read(TOOL));
        store.update(TOOL, _ -> Optional.empty());
        assertFalse(Files.exists(folder));
    }

    @Test
    void keepsAPolicyThatItsOwnerAloneCanWrite() throws IOException {
        store.update(TOOL, before -> Optional.of("old" + before.orElse("!")));
        store.update(TOOL, before -> before.map(text -> "new after " + text));
        StoredPolicy stored = store.read(TOOL).orElseThrow();
        assertEquals("new after old!", stored.text());
        assertEquals("/home/u/components/tool.policy.yaml", stored.location());
        assertEquals(Optional.empty(), stored.source());
        assertTrue(Math.abs(stored.createdAt() - Instant.now().getEpochSecond()) < 60);
        assertEquals(List.of(".policies.lock", "tool.policy.yaml"), names(folder));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("tool.policy.yaml"))));
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void knowsWhereAPolicyCameFrom() throws IOException {
        store.update(TOOL, _ -> Optional.of("text"));
        Path meta = folder.resolve("tool.policy.meta.json");
        Files.writeString(meta, "{\"source_uri\":\"file:///p.yaml\",\"attached_at\":1}");
        assertEquals(Optional.of("file:///p.yaml"), store.read(TOOL).orElseThrow().source());
        Files.writeString(meta, "{\"source_uri\":");
        assertEquals(Optional.empty(), store.read(TOOL).orElseThrow().source());
        store.update(TOOL, _ -> Optional.empty());
        assertEquals(List.of(".policies.lock"), names(folder));
    }

    @Test
    void attachesAPolicyOnlyWhereThereIsNone() throws IOException {
        assertTrue(store.attachFirst(TOOL, "first", "oci://a"));
        assertFalse(store.attachFirst(TOOL, "second", "oci://b"));
        assertEquals("first", store.read(TOOL).orElseThrow().text());
        assertEquals(Optional.of("oci://a"), store.read(TOOL).orElseThrow().source());
    }

    @Test
    void attachesAPolicyWithItsSource() throws IOException {
        store.update(TOOL, _ -> Optional.of("old"));
        store.attach(TOOL, "new", "file:///p.yaml");
        assertEquals("new", store.read(TOOL).orElseThrow().text());
        assertEquals(Optional.of("file:///p.yaml"), store.read(TOOL).orElseThrow().source());
        store.attach(TOOL, "newer", "file:///a \"b\".yaml");
        assertEquals(Optional.of("file:///a \"b\".yaml"), store.read(TOOL).orElseThrow().source());
        assertTrue(Files.readString(folder.resolve("tool.policy.meta.json")).matches(
                "(?s)\\{\\s*\"source_uri\": .*,\\s*\"attached_at\": \\d{10}\\s*}\\s*"));
        assertEquals("rw-r--r--", PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("tool.policy.meta.json"))));
        store.update(TOOL, _ -> Optional.empty());
        assertEquals(List.of(".policies.lock"), names(folder));
    }

    @Test
    void seesEveryChange() throws IOException {
        store.update(TOOL, _ -> Optional.of("one"));
        Path file = folder.resolve("tool.policy.yaml");
        String young = store.version(TOOL).orElseThrow();
        assertNotEquals(young, store.version(TOOL).orElseThrow(), "it could have changed within the clock's tick");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        String old = store.version(TOOL).orElseThrow();
        assertEquals(old, store.version(TOOL).orElseThrow());
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:01Z")));
        assertNotEquals(old, store.version(TOOL).orElseThrow());
        Files.delete(file);
        assertEquals(Optional.empty(), store.version(TOOL));
    }

    @Test
    void changesNothingWhenTheChangeRefuses() throws IOException {
        store.update(TOOL, _ -> Optional.of("one"));
        assertEquals("no", assertThrows(IOException.class, () -> store.update(TOOL, _ -> {
            throw new IOException("no");
        })).getMessage());
        assertEquals("one", store.read(TOOL).orElseThrow().text());
        store.update(TOOL, before -> before.map(text -> text + " two"));
        assertEquals("one two", store.read(TOOL).orElseThrow().text());
    }

    @Test
    void refusesFilesThatCannotBePolicies() throws IOException {
        Files.createDirectories(folder.resolve("tool.policy.yaml"));
        assertThrows(IOException.class, () -> store.version(TOOL));
        ComponentId binary = new ComponentId("binary");
        Files.write(folder.resolve("binary.policy.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThrows(IOException.class, () -> store.read(binary));
        ComponentId huge = new ComponentId("huge");
        Files.write(folder.resolve("huge.policy.yaml"), new byte[StorageLimits.MAX_POLICY_BYTES + 1]);
        assertThrows(IOException.class, () -> store.read(huge));
    }

    @Test
    void losesNoChangeOfSeveralWriters(@TempDir Path real) throws Exception {
        Callable<Void> writer = () -> {
            var own = new DirectoryPolicyStore(real);
            for (int i = 0; i < 20; i++) {
                own.update(TOOL, before -> Optional.of(before.orElse("") + "x"));
            }
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var each : threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> writer).toList())) {
                each.get();
            }
        }
        assertEquals("x".repeat(80), new DirectoryPolicyStore(real).read(TOOL).orElseThrow().text());
        assertEquals(List.of(".policies.lock", "tool.policy.yaml"), names(real));
    }

    /// Between the text of a file and its attributes it may go.
    @Test
    void readsNothingOfAPolicyThatGoesMeanwhile(@TempDir Path real) throws Exception {
        try (var threads = Executors.newSingleThreadExecutor()) {
            var writer = threads.submit(() -> {
                var own = new DirectoryPolicyStore(real);
                for (int i = 0; i < 500; i++) {
                    own.update(TOOL, _ -> Optional.of("x"));
                    own.update(TOOL, _ -> Optional.empty());
                }
                return null;
            });
            var store = new DirectoryPolicyStore(real);
            while (!writer.isDone()) {
                store.read(TOOL).ifPresent(policy -> assertEquals("x", policy.text()));
            }
            writer.get();
        }
    }
}
