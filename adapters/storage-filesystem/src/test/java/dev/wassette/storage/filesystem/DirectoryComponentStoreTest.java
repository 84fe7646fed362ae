package dev.wassette.storage.filesystem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.out.ComponentStore.Metadata;
import dev.wassette.application.port.out.ComponentStore.StoredTool;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.Provenance;
import dev.wassette.domain.ToolName;
import dev.wassette.domain.wit.FunctionName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryComponentStoreTest {
    private static final ComponentId TOOL = new ComponentId("tool");
    private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "two two".getBytes(StandardCharsets.UTF_8);

    private final FileSystem memory = Jimfs.newFileSystem(Configuration.unix().toBuilder()
            .setMaxSize(1 << 20).setAttributeViews("basic", "posix").build());
    private final Path folder = memory.getPath("/data/components");
    private final List<String> warnings = new ArrayList<>();
    private final DirectoryComponentStore store = open(folder);

    private DirectoryComponentStore open(Path anyFolder) {
        return new DirectoryComponentStore(anyFolder, new DirectoryPolicyStore(anyFolder), warnings::add);
    }

    @AfterEach
    void close() throws IOException {
        memory.close();
    }

    private static Metadata metadata(byte[] bytes) {
        JsonObject schema = JsonObject.empty().with("type", new JsonString("object"));
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Metadata(Digest.of(bytes), Optional.of("file:///src/" + text), List.of(
                new StoredTool(new ToolName("a_b_run"), new FunctionName(Optional.of("a:b/c@1.0.0"), "run"), text, schema,
                        Optional.of(schema.with("title", new JsonString("é\n")))),
                new StoredTool(new ToolName("walk"), new FunctionName(Optional.empty(), "walk"), "", schema,
                        Optional.empty())));
    }

    private void keep(byte[] bytes) throws IOException {
        store.keep(TOOL, bytes, metadata(bytes));
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00.001Z")));
    }

    private Set<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private void assertThere(byte[] bytes) throws IOException {
        var next = open(folder);
        assertEquals(Set.of(TOOL), next.versions().keySet());
        assertArrayEquals(bytes, next.read(TOOL).orElseThrow().bytes());
        assertEquals(Optional.of(metadata(bytes)), next.metadata(TOOL));
        assertTrue(names().stream().noneMatch(name -> name.startsWith(".new-")), names()::toString);
    }

    @Test
    void hasNothingWithoutAFolder() throws IOException {
        assertEquals(Set.of(), store.versions().keySet());
        assertEquals(Optional.empty(), store.version(TOOL));
        assertEquals(Optional.empty(), store.read(TOOL));
        assertEquals(Optional.empty(), store.metadata(TOOL));
        assertFalse(store.remove(TOOL));
        store.describe(TOOL, "1", metadata(ONE));
        store.tidy();
        assertFalse(Files.exists(folder));
    }

    @Test
    void keepsWhereAComponentCameFrom() throws IOException {
        var provenance = new Provenance(Optional.of("oci://r.example/a:1"), Optional.of(Digest.of(TWO)),
                OptionalLong.of(1_800_000_000), Optional.of("key acme.pub"), true);
        store.keep(TOOL, ONE, new Metadata(Digest.of(ONE), provenance, metadata(ONE).tools()));
        assertEquals(provenance, open(folder).metadata(TOOL).orElseThrow().provenance());
    }

    @Test
    void readsWhatOlderVersionsKept() throws IOException {
        keep(ONE);
        Path file = folder.resolve("tool.metadata.json");
        String text = Files.readString(file);
        String older = text.replaceFirst("(?s)\\s*\"provenance\": \\{[^}]*},", "");
        assertFalse(older.contains("provenance"));
        Files.writeString(file, older);
        assertThere(ONE);
        Files.writeString(file, text.replace("\"pinned\": false", "\"pinned\": \"maybe\""));
        assertFalse(open(folder).metadata(TOOL).orElseThrow().provenance().pinned());
    }

    @Test
    void keepsReplacesAndRemoves() throws IOException {
        String first = store.keep(TOOL, ONE, metadata(ONE));
        assertEquals(Optional.of(first), store.version(TOOL));
        assertThere(ONE);
        String second = store.keep(TOOL, TWO, metadata(TWO));
        assertNotEquals(first, second);
        assertThere(TWO);
        assertTrue(store.remove(TOOL));
        assertEquals(Set.of(".components.lock", ".policies.lock"), names());
        assertFalse(store.remove(TOOL));
        assertEquals(List.of(), warnings);
    }

    @Test
    void theSameBytesAreNotWrittenAgain() throws IOException {
        keep(ONE);
        Path file = folder.resolve("tool.wasm");
        age(file);
        Object inode = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        Metadata elsewhere = new Metadata(Digest.of(ONE), Optional.of("https://example.com/tool.wasm"), List.of());
        String version = store.keep(TOOL, ONE, elsewhere);
        assertEquals(inode, Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        assertEquals(Optional.of(version), store.version(TOOL));
        assertEquals(Optional.of(elsewhere), open(folder).metadata(TOOL));
    }

    @Test
    void bytesThatHaveChangedUnderTheSameStampAreWrittenAgain() throws IOException {
        keep(ONE);
        Path file = folder.resolve("tool.wasm");
        FileTime time = Files.getLastModifiedTime(file);
        byte[] damaged = ONE.clone();
        damaged[0]++;
        Files.write(file, damaged);
        Files.setLastModifiedTime(file, time);
        keep(ONE);
        assertThere(ONE);
    }

    @Test
    void removesThePolicyWithTheComponent() throws IOException {
        keep(ONE);
        Files.writeString(folder.resolve("tool.policy.yaml"), "policy");
        Files.writeString(folder.resolve("tool.policy.meta.json"), "{}");
        Files.writeString(folder.resolve("tool2.policy.yaml"), "of another");
        assertTrue(store.remove(TOOL));
        assertEquals(Set.of(".components.lock", ".policies.lock", "tool2.policy.yaml"), names());
    }

    @Test
    void whatComesAfterAnUnfinishedRemovalInheritsNothing() throws IOException {
        keep(ONE);
        Files.writeString(folder.resolve("tool.policy.yaml"), "policy");
        Files.move(folder.resolve("tool.wasm"), folder.resolve(".gone-tool"));
        keep(TWO);
        assertFalse(Files.exists(folder.resolve("tool.policy.yaml")));
        assertThere(TWO);
        Files.writeString(folder.resolve("tool.policy.yaml"), "policy");
        Files.move(folder.resolve("tool.wasm"), folder.resolve(".gone-tool"));
        store.tidy();
        assertEquals(Set.of(".components.lock", ".policies.lock"), names());
    }

    @Test
    void removesWhatTheDeadHaveLeftButNothingOfTheLiving(@TempDir Path real) throws IOException {
        var onDisk = open(real);
        onDisk.keep(TOOL, ONE, metadata(ONE));
        Path left = Files.writeString(real.resolve(".new-0000"), "half");
        for (String lock : List.of(".components.lock", ".policies.lock")) {
            try (var _ = new FolderLock(real.resolve(lock)).take()) {
                onDisk.tidy();
                assertTrue(Files.exists(left));
            }
        }
        onDisk.tidy();
        assertFalse(Files.exists(left));
        assertArrayEquals(ONE, onDisk.read(TOOL).orElseThrow().bytes());
    }

    @Test
    void knowsBothVersionsWhileOneReplacesTheOther() throws IOException {
        keep(ONE);
        Path old = Files.copy(folder.resolve("tool.wasm"), memory.getPath("/old"));
        keep(TWO);
        assertTrue(Files.readString(folder.resolve("tool.metadata.json")).contains("\"previous\": {"));
        Files.copy(old, folder.resolve("tool.wasm"), StandardCopyOption.REPLACE_EXISTING);
        assertThere(ONE);
    }

    @Test
    void aCopiedFolderIsKnownByItsDigestsAndThenByItsStamps() throws IOException {
        keep(ONE);
        age(folder.resolve("tool.wasm"));
        assertThere(ONE);
        String text = Files.readString(folder.resolve("tool.metadata.json"));
        assertTrue(text.contains("\"mtime\": 1767225600,"), text);
        Files.writeString(folder.resolve("tool.wasm"), "eno");
        age(folder.resolve("tool.wasm"));
        Files.setLastModifiedTime(folder.resolve("tool.wasm"), FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
        assertEquals(Optional.empty(), open(folder).metadata(TOOL), "other bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"format\":1}", "{\"format\":\"x\"}", "\u0000", "{\"format\":1,"
            + "\"validation_stamp\":{\"file_size\":3,\"mtime_nanos\":1e99999,\"file_key\":\"\",\"content_hash\":\"\"}}"})
    void metadataThatCannotBeUsedIsSaidAndReplaced(String text) throws IOException {
        keep(ONE);
        Files.writeString(folder.resolve("tool.metadata.json"), text);
        assertEquals(Optional.empty(), store.metadata(TOOL));
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().contains("tool.metadata.json cannot be used: "), warnings.getFirst());
        store.describe(TOOL, store.version(TOOL).orElseThrow(), metadata(ONE));
        assertThere(ONE);
    }

    @Test
    void metadataOfAnotherFormatSaysNothing() throws IOException {
        keep(ONE);
        Files.writeString(folder.resolve("tool.metadata.json"), "{\"component_id\":\"tool\",\"tool_names\":[\"x\"]}");
        assertEquals(Optional.empty(), store.metadata(TOOL));
        assertEquals(List.of(), warnings);
    }

    @Test
    void describesOnlyWhatIsThere() throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("tool.wasm"), ONE);
        String version = store.read(TOOL).orElseThrow().version();
        Files.write(folder.resolve("tool.wasm"), TWO);
        store.describe(TOOL, version, metadata(ONE));
        assertEquals(Optional.empty(), store.metadata(TOOL));
        store.describe(TOOL, store.version(TOOL).orElseThrow(), metadata(TWO));
        assertThere(TWO);
    }

    @Test
    void seesEveryChangeByHand() throws IOException {
        keep(ONE);
        String kept = store.version(TOOL).orElseThrow();
        assertEquals(kept, store.version(TOOL).orElseThrow(), "we know what we have put there");
        Files.write(folder.resolve("tool.wasm"), "ONE".getBytes(StandardCharsets.UTF_8));
        String young = store.version(TOOL).orElseThrow();
        assertNotEquals(young, store.version(TOOL).orElseThrow(), "it could have changed within the clock's tick");
        age(folder.resolve("tool.wasm"));
        assertEquals(store.version(TOOL), store.version(TOOL));
    }

    @Test
    void leavesOutWhatIsNoComponent() throws IOException {
        keep(ONE);
        Files.createDirectories(folder.resolve("directory.wasm"));
        Files.writeString(folder.resolve("no name.wasm"), "");
        Files.writeString(folder.resolve(".hidden.wasm"), "");
        Files.writeString(folder.resolve("other.txt"), "");
        assertEquals(Set.of(TOOL), store.versions().keySet());
        assertEquals(Set.of(TOOL), store.versions().keySet());
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().contains("no name.wasm is left out: 'no name' cannot name a component"),
                warnings.getFirst());
    }

    @Test
    void aFolderThatIsAFileIsAnObstacle() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file");
        assertEquals(Optional.of("the folder of the components, " + folder + ", is a file. Name a folder with --plugin-dir"),
                store.obstacle());
        assertThrows(IOException.class, () -> keep(ONE));
        assertEquals(Map.of(), store.versions());
        assertEquals("a file", Files.readString(folder));
    }

    @Test
    void aFullDiskChangesNothing() throws IOException {
        keep(ONE);
        byte[] large = new byte[2 << 20];
        assertThrows(IOException.class, () -> store.keep(TOOL, large, metadata(ONE)));
        assertThere(ONE);
        keep(TWO);
        assertThere(TWO);
    }

    @Test
    void metadataThatCannotBeWrittenChangesNothing(@TempDir Path real) throws IOException {
        var onDisk = open(real);
        onDisk.keep(TOOL, ONE, metadata(ONE));
        Files.delete(real.resolve("tool.metadata.json"));
        Files.createDirectories(real.resolve("tool.metadata.json/x"));
        assertThrows(IOException.class, () -> onDisk.keep(TOOL, TWO, metadata(TWO)));
        assertArrayEquals(ONE, onDisk.read(TOOL).orElseThrow().bytes());
        try (var files = Files.list(real)) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith(".new-")));
        }
    }

    @Test
    void aComponentThatCannotBeReplacedStays(@TempDir Path real) throws IOException {
        var onDisk = open(real);
        Files.createDirectories(real.resolve("tool.wasm/x"));
        assertThrows(IOException.class, () -> onDisk.keep(TOOL, ONE, metadata(ONE)));
        assertTrue(Files.exists(real.resolve("tool.wasm/x")));
        try (var files = Files.list(real)) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith(".new-")));
        }
    }

    @Test
    void severalWritersLeaveOneOfTheirVersionsWhole(@TempDir Path real) throws Exception {
        Callable<Void> writer = () -> {
            var own = open(real);
            for (int i = 0; i < 10; i++) {
                own.keep(TOOL, ONE, metadata(ONE));
                own.keep(TOOL, TWO, metadata(TWO));
                own.remove(TOOL);
            }
            own.keep(TOOL, TWO, metadata(TWO));
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var each : threads.invokeAll(List.of(writer, writer, writer))) {
                each.get();
            }
        }
        var after = open(real);
        assertArrayEquals(TWO, after.read(TOOL).orElseThrow().bytes());
        assertEquals(Optional.of(metadata(TWO)), after.metadata(TOOL));
        assertEquals(List.of(), warnings);
    }
}
