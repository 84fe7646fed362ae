package dev.wassette.loader.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.wassette.application.port.out.ComponentSource.Fetched;
import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.ComponentSource.Unavailable;
import dev.wassette.application.port.out.ComponentSource.Wanted;
import dev.wassette.domain.Digest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileComponentSourceTest {
    private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
    private final Path home = files.getPath("/home/me");
    private final FileComponentSource source = new FileComponentSource(home);

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectories(home.resolve("sub dir"));
        Files.write(home.resolve("a.wasm"), new byte[] {1, 2, 3});
        Files.write(home.resolve("sub dir/b+1.2_c.wasm"), new byte[] {4});
        Files.write(home.resolve("sub dir/b.wasm"), new byte[] {5});
        Files.write(home.resolve("a.txt"), new byte[] {6});
        Files.write(home.resolve(".hidden.wasm"), new byte[] {7});
        Files.createDirectories(home.resolve("d.wasm"));
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    @ParameterizedTest
    @CsvSource({
        "a.wasm, a, 1", "./a.wasm, a, 1", "/home/me/a.wasm, a, 1", "file:///home/me/a.wasm, a, 1", "file://./a.wasm, a, 1",
        "file:///home/me/sub dir/b.wasm, b, 5", "file:///home/me/sub%20dir/b.wasm, b, 5",
    })
    void readsEveryFormOfReference(String reference, String id, byte first) {
        assertTrue(source.knows(reference));
        Fetched fetched = assertInstanceOf(Fetched.class, source.fetch(new Wanted(reference)));
        assertEquals(id, fetched.id().value());
        assertEquals(first, fetched.bytes()[0]);
    }

    @Test
    void readsTheWholeFile() {
        Fetched fetched = assertInstanceOf(Fetched.class, source.fetch(new Wanted("a.wasm")));
        assertArrayEquals(new byte[] {1, 2, 3}, fetched.bytes());
    }

    @Test
    void takesOnlyTheBytesThatAreMeant() {
        Digest right = Digest.of(new byte[] {1, 2, 3});
        assertInstanceOf(Fetched.class, source.fetch(new Wanted("a.wasm", Optional.of(right), Progress.NONE)));
        Digest wrong = Digest.of(new byte[] {1, 2});
        Unavailable unavailable = assertInstanceOf(Unavailable.class,
                source.fetch(new Wanted("a.wasm", Optional.of(wrong), Progress.NONE)));
        assertTrue(unavailable.reason().startsWith(
                "Digest verification failed! Expected: " + wrong + ", Got: " + right + "."), unavailable.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci://ghcr.io/x/y:1", "https://example.com/a.wasm", "invalid://x"})
    void leavesOtherSchemesToOthers(String reference) {
        assertTrue(!source.knows(reference));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "missing.wasm | Component path does not exist: /home/me/missing.wasm",
        "a.txt | Invalid file extension for component: /home/me/a.txt",
        "d.wasm | Component path is not a file: /home/me/d.wasm",
        ".hidden.wasm | Rename the file",
        "sub dir/b+1.2_c.wasm | Rename the file",
    })
    void saysWhatIsWrong(String reference, String part) {
        Unavailable unavailable = assertInstanceOf(Unavailable.class, source.fetch(new Wanted(reference)));
        assertTrue(unavailable.reason().contains(part), unavailable.reason());
    }

    @Test
    void refusesAFileThatWouldFillTheHeap(@TempDir Path directory) throws IOException {
        Path huge = directory.resolve("huge.wasm");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(LoaderLimits.MAX_COMPONENT_BYTES + 1);
        }
        Unavailable unavailable =
                assertInstanceOf(Unavailable.class, new FileComponentSource(directory).fetch(new Wanted("huge.wasm")));
        assertTrue(unavailable.reason().contains("too large"), unavailable.reason());
    }

    @Test
    void doesNotFollowAnEndlessDevice() {
        Unavailable unavailable =
                assertInstanceOf(Unavailable.class, new FileComponentSource(Path.of("/")).fetch(new Wanted("/dev/zero")));
        assertTrue(unavailable.reason().contains("extension"), unavailable.reason());
    }
}
