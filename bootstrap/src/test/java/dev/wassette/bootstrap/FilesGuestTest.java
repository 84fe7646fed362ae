package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.ComponentRuntime.Trapped;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.StorageGrant;
import dev.wassette.domain.policy.StorageRule;
import dev.wassette.domain.wit.WitValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class FilesGuestTest {
    @Parameter
    private String engine;

    @TempDir
    private Path host;

    private GuestProgram guest;

    @BeforeEach
    void load() throws Exception {
        guest = new GuestProgram("files", engine);
        Files.createDirectory(host.resolve("data"));
        Files.writeString(host.resolve("secret.txt"), "secret");
    }

    @AfterEach
    void unload() {
        guest.close();
    }

    private Grant grant(String name, Access... access) {
        StorageRule rule = new StorageRule(host.resolve(name).toString(), "/" + name, Set.of(access));
        return Grant.nothing().with(new StorageGrant(List.of(rule), List.of()));
    }

    private Grant data() {
        return grant("data", Access.READ, Access.WRITE);
    }

    private String text(Grant grant, String function, String... arguments) {
        WitValue[] values = Arrays.stream(arguments).map(WitValue.Str::new).toArray(WitValue[]::new);
        return ((WitValue.Str) guest.call(grant, function, values)).value();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(host.resolve(name), text);
    }

    @Test
    void worksWithFilesAsOnAnyComputer() throws IOException {
        assertEquals("""

                create: ok
                write: ok
                seek: ok
                read: ok
                world
                pread: ok
                hello
                pwrite: ok
                tell: ok
                ftruncate: ok
                fsync: ok
                fdatasync: ok
                close: ok
                hello W
                create again: File exists
                open to append: ok
                append: ok
                append: ok
                read what is only written: Bad file descriptor
                close: ok
                hello W!?
                utimensat: ok
                stat: ok
                file of 9 bytes, 1 links, changed at 1000000000.000000005
                mkdir: ok
                mkdir again: File exists
                rename: ok
                sub/
                link: ok
                stat: ok
                file of 9 bytes, 2 links, changed at 1000000000.000000005
                unlink: ok
                symlink: ok
                readlink: ok
                ../a.txt
                hello W!?
                open without following: Symbolic link loop
                truncate: ok
                stat: ok
                file of 0 bytes, 1 links
                b.txt@
                rmdir of a full one: Directory not empty
                unlink: ok
                rmdir: ok
                unlink: ok
                unlink again: No such file or directory
                open of nothing: No such file or directory

                """,
                text(data(), "work", "/data").replaceFirst("(0 bytes, 1 links), changed at .*", "$1"));
        try (Stream<Path> left = Files.list(host.resolve("data"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void readsAndListsWhatIsGranted() throws IOException {
        write("data/grüße.txt", "grüße");
        assertEquals("grüße\n", text(data(), "read", "/data/grüße.txt"));
        assertEquals("grüße.txt\n", text(data(), "names", "/data"));
        assertEquals("Operation not permitted\n", text(data(), "read", "/data/../secret.txt")
                .replace("No such file or directory", "Operation not permitted"));
    }

    @Test
    void hasNoFilesWithoutAGrant() {
        String refused = text(Grant.nothing(), "read", host.resolve("secret.txt").toString());
        assertTrue(!refused.contains("secret"), refused);
    }

    @Test
    void writesOnlyWhereItMay() throws IOException {
        assertEquals("ok", text(data(), "write", "/data/new.txt", "new"));
        assertEquals("new", Files.readString(host.resolve("data/new.txt")));
        assertEquals("Operation not permitted", text(grant("data", Access.READ), "write", "/data/new.txt", "changed"));
        assertEquals("new", Files.readString(host.resolve("data/new.txt")));
    }

    @Test
    void hasOneFileOfADirectory() throws IOException {
        write("data/one.txt", "one");
        write("data/two.txt", "two");
        Grant one = grant("data/one.txt", Access.READ);
        assertEquals("one\n", text(one, "read", "/data/one.txt"));
        assertEquals("Operation not permitted\n", text(one, "read", "/data/two.txt"));
        assertEquals("one.txt\n", text(one, "names", "/data"));
    }

    @Test
    void readsManyFilesAndLargeOnes() throws IOException {
        byte[] large = new byte[3_000_000];
        Arrays.fill(large, (byte) 3);
        Files.write(host.resolve("data/large"), large);
        assertEquals(new WitValue.U64(9_000_000), guest.call(data(), "sum", new WitValue.Str("/data/large")));
        for (int i = 0; i < 1000; i++) {
            write("data/" + i, "\1\2");
        }
        assertEquals(new WitValue.U64(9_003_000), guest.call(data(), "sum-all", new WitValue.Str("/data")));
        assertEquals(1001, text(data(), "names", "/data").split(" ").length);
    }

    /// Whatever a guest leaves open, and however it ends, the process keeps nothing of it.
    @Test
    void leavesNothingOpen() throws IOException {
        write("data/a.txt", "a");
        long before = openDescriptors();
        for (int i = 0; i < 20; i++) {
            assertEquals(new WitValue.U32(100),
                    guest.call(data(), "hold", new WitValue.Str("/data/a.txt"), new WitValue.U32(100)));
            assertInstanceOf(Trapped.class, guest.outcome(data(), "hold-and-crash", new WitValue.Str("/data/a.txt")));
        }
        long left = openDescriptors() - before;
        assertTrue(left < 20, () -> left + " more descriptors are open than before");
    }

    @Test
    void hasOnlySoManyFilesOpen() throws IOException {
        write("data/a.txt", "a");
        Grant few = data().with(data().resources().withOpenFiles(50));
        Trapped trapped = assertInstanceOf(Trapped.class,
                guest.outcome(few, "hold", new WitValue.Str("/data/a.txt"), new WitValue.U32(100)));
        assertTrue(trapped.message().contains("open_files"), trapped::message);
    }

    private static long openDescriptors() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.exists(descriptors)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.count();
        }
    }
}
