package dev.wassette.storage.filesystem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.wassette.application.port.out.ComponentStore.Metadata;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.storage.filesystem.DoomedFileSystem.Death;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Every change of the folder, killed before and within each of its operations, and with each of them failing.
class OrderOfWritesTest {
    private static final ComponentId TOOL = new ComponentId("tool");
    private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "two two".getBytes(StandardCharsets.UTF_8);

    private final List<String> warnings = new ArrayList<>();
    private FileSystem memory;
    private DoomedFileSystem doomed;
    private Path folder;

    /// A change, as the process makes it that dies in it.
    private interface Act {
        void in(DirectoryComponentStore store) throws IOException;
    }

    private void begin(Act... before) throws IOException {
        close();
        memory = Jimfs.newFileSystem(Configuration.unix().toBuilder().setAttributeViews("basic", "posix").build());
        folder = memory.getPath("/components");
        Files.createDirectory(folder);
        Files.createFile(folder.resolve(".components.lock"));
        for (Act each : before) {
            each.in(living());
        }
        doomed = new DoomedFileSystem(memory);
    }

    @AfterEach
    void close() throws IOException {
        if (memory != null) {
            memory.close();
        }
    }

    private DirectoryComponentStore living() {
        return store(folder);
    }

    private DirectoryComponentStore dying() {
        return store(doomed.getPath("/components"));
    }

    private DirectoryComponentStore store(Path path) {
        return new DirectoryComponentStore(path, new DirectoryPolicyStore(path), warnings::add);
    }

    private static Metadata metadata(byte[] bytes) {
        return new Metadata(Digest.of(bytes), Optional.of(new String(bytes, StandardCharsets.UTF_8)), List.of());
    }

    private static void keep(DirectoryComponentStore store, byte[] bytes) throws IOException {
        store.keep(TOOL, bytes, metadata(bytes));
    }

    private void givePolicy() throws IOException {
        Files.writeString(folder.resolve("tool.policy.yaml"), "policy");
    }

    private boolean hasPolicy() {
        return Files.exists(folder.resolve("tool.policy.yaml"));
    }

    /// {@return the bytes that the next process finds, whole and with what is known of them}
    private Optional<byte[]> found() throws IOException {
        DirectoryComponentStore next = living();
        next.tidy();
        try (var files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            assertTrue(names.stream().noneMatch(name -> name.startsWith(".new") || name.startsWith(".gone")),
                    names::toString);
        }
        Optional<byte[]> bytes = next.read(TOOL).map(stored -> stored.bytes());
        if (bytes.isPresent()) {
            assertEquals(Optional.of(metadata(bytes.get())), next.metadata(TOOL));
        }
        return bytes;
    }

    private void assertEither(Optional<byte[]> found, byte[]... possible) {
        for (byte[] each : possible) {
            if (each == null ? found.isEmpty() : found.isPresent() && Arrays.equals(each, found.get())) {
                return;
            }
        }
        fail("found " + found.map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }

    @Test
    void theNewVersionIsOnDiskBeforeItIsSeen() throws IOException {
        begin(store -> keep(store, ONE));
        keep(dying(), TWO);
        assertEquals(List.of("create .new", "write .new", "sync .new",
                "create .new", "write .new", "sync .new", "rename .new to tool.metadata.json", "sync folder",
                "rename .new to tool.wasm", "sync folder"), doomed.transcript);
    }

    @Test
    void aRemovalIsSeenAtOnceAndEndedInOrder() throws IOException {
        begin(store -> keep(store, ONE), _ -> givePolicy());
        assertTrue(dying().remove(TOOL));
        assertEquals(List.of("rename tool.wasm to .gone-tool", "sync folder", "delete tool.policy.yaml", "sync folder",
                "delete tool.metadata.json", "sync folder", "delete .gone-tool"), doomed.transcript);
    }

    @Test
    void aFirstLoadIsThereOrNot() throws IOException {
        for (int operation = 1; dies(operation, store -> keep(store, ONE)); operation++) {
            assertEither(found(), null, ONE);
        }
        assertArrayEquals(ONE, found().orElseThrow());
    }

    @Test
    void aReloadLeavesTheOldVersionOrTheNewOne() throws IOException {
        Act load = store -> keep(store, ONE);
        for (int operation = 1; dies(operation, store -> keep(store, TWO), load, _ -> givePolicy()); operation++) {
            assertEither(found(), ONE, TWO);
            assertTrue(hasPolicy());
        }
        assertArrayEquals(TWO, found().orElseThrow());
    }

    @Test
    void anUnloadLeavesEverythingOrNothing() throws IOException {
        Act load = store -> keep(store, ONE);
        for (int operation = 1; dies(operation, store -> store.remove(TOOL), load, _ -> givePolicy()); operation++) {
            Optional<byte[]> found = found();
            assertEither(found, null, ONE);
            assertEquals(found.isPresent(), hasPolicy());
        }
        assertEquals(Optional.empty(), found());
        assertFalse(hasPolicy());
    }

    @Test
    void aLoadAfterAKilledUnloadInheritsNothingWhereverItIsKilledItself() throws IOException {
        Act load = store -> keep(store, ONE);
        Act halfUnloaded = _ -> Files.move(folder.resolve("tool.wasm"), folder.resolve(".gone-tool"));
        for (int operation = 1;
                dies(operation, store -> keep(store, TWO), load, _ -> givePolicy(), halfUnloaded); operation++) {
            assertEither(found(), null, TWO);
            assertFalse(hasPolicy());
        }
    }

    /// @return whether the process died before the change was made
    private boolean dies(int operation, Act change, Act... before) throws IOException {
        begin(before);
        doomed.dieAt(operation);
        try {
            change.in(dying());
        } catch (Death _) {
            return true;
        }
        return doomed.hasStruck();
    }

    @Test
    void whereverAReloadFailsTheOldVersionIsThereAndSoIsTheReason() throws IOException {
        int operations = 10;
        for (int operation = 1; operation <= operations; operation++) {
            begin(store -> keep(store, ONE));
            doomed.failAt(operation);
            DirectoryComponentStore store = dying();
            boolean isSync = operation == 8 || operation == 10;
            if (isSync) {
                // Some systems cannot sync folders; that is no failure.
                keep(store, TWO);
            } else {
                assertEquals("planted", assertThrows(IOException.class, () -> keep(store, TWO)).getMessage());
            }
            assertTrue(doomed.hasStruck());
            assertArrayEquals(isSync ? TWO : ONE, store.read(TOOL).orElseThrow().bytes());
            assertArrayEquals(isSync ? TWO : ONE, found().orElseThrow());
            keep(store, TWO);
            assertArrayEquals(TWO, found().orElseThrow());
        }
    }

    @Test
    void whereverAnUnloadFailsItHasHappenedOrNot() throws IOException {
        for (int operation = 1; operation <= 7; operation++) {
            begin(store -> keep(store, ONE), _ -> givePolicy());
            doomed.failAt(operation);
            DirectoryComponentStore store = dying();
            if (operation == 1) {
                assertThrows(IOException.class, () -> store.remove(TOOL));
            } else {
                assertTrue(store.remove(TOOL));
            }
            assertTrue(doomed.hasStruck());
            assertEquals(operation == 1, found().isPresent());
            assertEquals(operation == 1, hasPolicy());
        }
    }
}
