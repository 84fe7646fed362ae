package dev.wassette.storage.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.wassette.domain.ComponentId;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectorySecretStoreTest {
    private static final ComponentId TOOL = new ComponentId("tool");

    private final FileSystem files = Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setAttributeViews("basic", "owner", "posix", "unix").build());
    private final Path folder = files.getPath("/home/u/secrets");
    private final List<String> warnings = new ArrayList<>();
    private final DirectorySecretStore store = new DirectorySecretStore(folder, warnings::add);

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private void protect(String permissions) throws IOException {
        Files.setPosixFilePermissions(folder.resolve("tool.yaml"), PosixFilePermissions.fromString(permissions));
    }

    @Test
    void leavesNothingOfWritersThatWereKilled() throws IOException {
        store.update(TOOL, _ -> Optional.of("KEY: value"));
        Files.writeString(folder.resolve(".new-0000"), "KEY: val");
        store.update(TOOL, _ -> Optional.empty());
        assertEquals(List.of(".secrets.lock"), names(folder));
    }

    @Test
    void hasNothingAtFirstAndMakesNoFolderForIt() throws IOException {
        assertEquals(Optional.empty(), store.version(TOOL));
        assertEquals(Optional.empty(), store.read(TOOL));
        store.update(TOOL, _ -> Optional.empty());
        assertFalse(Files.exists(folder));
    }

    @Test
    void keepsSecretsForTheirOwnerAloneUntilTheLastIsGone() throws IOException {
        store.update(TOOL, before -> Optional.of("A" + before.orElse("!")));
        store.update(TOOL, before -> before.map(text -> text + "B"));
        assertEquals(Optional.of("A!B"), store.read(TOOL));
        assertEquals("rw-------", permissions(folder.resolve("tool.yaml")));
        assertEquals("rwx------", permissions(folder));
        assertEquals(List.of(".secrets.lock", "tool.yaml"), names(folder));
        store.update(TOOL, _ -> Optional.empty());
        assertEquals(List.of(".secrets.lock"), names(folder));
        assertEquals(Optional.empty(), store.version(TOOL));
    }

    @Test
    void warnsOnceOfWhatOthersMayRead() throws IOException {
        store.update(TOOL, _ -> Optional.of("A"));
        protect("rw-r--r--");
        assertEquals(Optional.of("A"), store.read(TOOL));
        assertEquals(Optional.of("A"), store.read(TOOL));
        assertEquals(List.of("Others may read the secrets in /home/u/secrets/tool.yaml; make it yours alone (chmod 600)"),
                warnings);
        store.update(TOOL, before -> before);
        assertEquals("rw-------", permissions(folder.resolve("tool.yaml")));
    }

    @Test
    void refusesWhatOthersMayWrite() throws IOException {
        store.update(TOOL, _ -> Optional.of("A"));
        for (String permissions : List.of("rw--w----", "rw-----w-", "rw-rw-rw-")) {
            protect(permissions);
            assertThrows(IOException.class, () -> store.read(TOOL), permissions);
            assertThrows(IOException.class, () -> store.update(TOOL, _ -> Optional.of("B")), permissions);
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        protect("rw-------");
        assertThrows(IOException.class, () -> store.update(TOOL, _ -> Optional.of("B")));
        assertEquals(Optional.of("A"), store.read(TOOL));
    }

    @Test
    void refusesFilesThatCannotHoldSecrets() throws IOException {
        Files.createDirectories(folder.resolve("tool.yaml"));
        assertThrows(IOException.class, () -> store.version(TOOL));
        Files.write(folder.resolve("huge.yaml"), new byte[StorageLimits.MAX_SECRETS_BYTES + 1]);
        assertThrows(IOException.class, () -> store.read(new ComponentId("huge")));
    }

    @Test
    void readsAFolderThatNobodyCanWriteTo(@TempDir Path real) throws IOException {
        var writer = new DirectorySecretStore(real.resolve("s"), warnings::add);
        writer.update(TOOL, _ -> Optional.of("A"));
        Files.delete(real.resolve("s/.secrets.lock"));
        Files.setPosixFilePermissions(real.resolve("s"), PosixFilePermissions.fromString("r-x------"));
        try {
            assertEquals(Optional.of("A"), writer.read(TOOL));
            assertTrue(writer.version(TOOL).isPresent());
        } finally {
            Files.setPosixFilePermissions(real.resolve("s"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void losesNoChangeOfSeveralWriters(@TempDir Path real) throws Exception {
        Callable<Void> writer = () -> {
            var own = new DirectorySecretStore(real, _ -> {});
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
        assertEquals(Optional.of("x".repeat(80)), new DirectorySecretStore(real, _ -> {}).read(TOOL));
    }
}
