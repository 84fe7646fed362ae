package dev.wassette.wasi.gate.files;

import static dev.wassette.component.testkit.host.HostDriver.bytes;
import static dev.wassette.component.testkit.host.HostDriver.u64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.Denial;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.StorageGrant;
import dev.wassette.domain.policy.StorageRule;
import dev.wassette.wasi.filesystem.types.DescriptorType;
import dev.wassette.wasi.gate.os.FileStat;
import dev.wassette.wasi.gate.os.HostFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("systems")
class FileGateTest {
    @Parameter
    private Supplier<HostFiles> system;

    private World world;

    static List<Supplier<HostFiles>> systems() {
        return List.of(HostFiles::open, HostFiles::portable);
    }

    @BeforeEach
    void makeWorld() throws Exception {
        world = new World();
    }

    @AfterEach
    void removeWorld() throws IOException {
        world.delete();
    }

    private FileGuest guest(StorageRule... allow) {
        return new FileGuest(new StorageGrant(List.of(allow), List.of()), system);
    }

    private StorageRule all(String name) {
        return world.rule(name, Access.READ, Access.WRITE);
    }

    private static StorageRule absolute(String path, Access... access) {
        return new StorageRule(path, path, Set.of(access));
    }

    @Test
    void touchesNothingWithoutAGrant() {
        try (FileGuest guest = new FileGuest(StorageGrant.nothing(), () -> fail("the files of the host were opened"))) {
            assertEquals(List.of(), guest.directories());
        }
    }

    @Test
    void givesDirectoriesUnderTheirGuestPaths() {
        var relative = new StorageRule(world.path("work") + "/**", "workspace/**", Set.of(Access.READ));
        var file = new StorageRule(world.path("one/file.txt").toString(), "conf/file.txt", Set.of(Access.READ));
        try (FileGuest guest = guest(relative, file, all("csv/*.csv"), all("csv/*.txt"))) {
            assertEquals(List.of("workspace", "conf", "/csv"), guest.directories());
            assertEquals("\"one\"", guest.run("read conf/file.txt"));
            assertEquals("\"secret\"", guest.run("read /csv/t.txt"));
        }
    }

    @Test
    void leavesOutWhatIsMissing() {
        try (FileGuest guest = guest(world.rule("missing/**", Access.READ), world.rule("gone.txt", Access.READ),
                world.rule("work/a.txt/**", Access.READ), all("work/**"))) {
            assertEquals(List.of("/work"), guest.directories());
            assertEquals(3, guest.warnings.size(), guest.warnings::toString);
            String first = world.path("missing/**") + " has no effect: there is no such file";
            assertTrue(guest.warnings.get(0).contains(first), guest.warnings::toString);
            assertEquals("\"hello\"", guest.run("read a.txt"));
        }
    }

    @Test
    void letsAGuestMakeAFileThatItMayWrite() {
        try (FileGuest guest = guest(all("one/new.txt"))) {
            assertEquals(List.of("/one"), guest.directories());
            assertEquals("no-entry", guest.run("read new.txt"));
            assertEquals("\"x\"", guest.run("write new.txt x ; read new.txt"));
            assertEquals("not-permitted", guest.run("read file.txt"));
        }
    }

    @Test
    void followsLinksOfTheUserToAGrantedDirectory() throws IOException {
        Files.createSymbolicLink(world.path("alias"), Path.of("work"));
        Files.createSymbolicLink(world.path("absolute"), world.path("alias"));
        try (FileGuest guest = guest(all("alias/**"), all("absolute/dir"))) {
            assertEquals(List.of(), guest.warnings);
            assertEquals("\"hello\"", guest.run("read /alias/a.txt"));
            assertEquals("\"b\"", guest.run("read /absolute/dir/b.txt"));
            assertEquals("not-permitted", guest.run("read /absolute/dir/to-a"));
        }
    }

    @Test
    void followsNoLinkThatTheGuestCouldHavePutThere() throws IOException {
        Files.createSymbolicLink(world.path("alias"), Path.of("work"));
        for (StorageRule where : List.of(all("work/**"), all("alias/**"))) {
            try (FileGuest guest = guest(where, world.rule("work/to-outside/dir", Access.READ),
                    world.rule("alias/to-outside/dir", Access.READ))) {
                assertTrue(guest.directories().stream().noneMatch(name -> name.endsWith("dir")), where::toString);
                assertTrue(guest.warnings.toString().contains("symbolic link that the component itself may replace"),
                        guest.warnings::toString);
            }
        }
    }

    @Test
    void deniesWhatALinkInADeniedPathLeadsTo() throws IOException {
        Files.createSymbolicLink(world.path("keys"), Path.of("work/dir"));
        Files.createSymbolicLink(world.path("home"), world.root);
        var grant = new StorageGrant(List.of(all("work/**"), all("home/ro")),
                List.of(all("keys/b.txt"), all("home/ro/dir"), all("home/work/nothing/yet")));
        try (FileGuest guest = new FileGuest(grant, system)) {
            assertEquals("not-permitted", guest.run("read dir/b.txt"));
            assertEquals("\"c\"", guest.run("read dir/sub/c.txt"));
            assertEquals("not-permitted", guest.run("read /home/ro/dir/r.txt"));
            assertEquals("\"readable\"", guest.run("read /home/ro/r.txt"));
            assertEquals("not-permitted", guest.run("mkdir nothing ; mkdir nothing/yet"));
        }
    }

    @Test
    void givesNoDeniedDirectory() {
        var grant = new StorageGrant(List.of(all("outside"), all("work")), List.of(all("outside/**")));
        try (FileGuest guest = new FileGuest(grant, system)) {
            assertEquals(List.of("/work"), guest.directories());
            assertTrue(guest.warnings.toString().contains("denied"), guest.warnings::toString);
        }
    }

    @Test
    void saysWhatWouldHaveToBeGranted() {
        try (FileGuest guest = new FileGuest(world.grant(), system)) {
            guest.run("read ../outside/secret.txt");
            guest.run("read dir/../../etc/passwd");
            guest.run("read /one/other.txt");
            guest.run("mkdir /ro/new/");
            guest.run("read /one/deep/down.txt");
            guest.run("read to-abs-secret");
            guest.run("read a.txt");
            guest.run("read nothing");
            assertEquals(List.of("fs:///outside/secret.txt", "fs:///etc/passwd", "fs:///one/other.txt", "fs:///ro/new",
                    "fs:///one/deep/down.txt"), guest.denied());
            assertEquals(Denial.Permission.STORAGE_WRITE, guest.denials.list().get(3).permission());
            assertEquals(Denial.Permission.STORAGE, guest.denials.list().get(4).permission());
        }
    }

    /// With the whole file system granted, still nothing that the kernel makes up, such as the memory of this process.
    @Test
    void hasNoProcessesAndDevicesEvenInTheWholeFileSystem() {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")));
        try (FileGuest guest = guest(absolute("/**", Access.READ, Access.WRITE), absolute("/proc/self/**", Access.READ),
                absolute("/proc/self/environ", Access.READ), absolute("/dev/**", Access.READ))) {
            assertEquals(List.of("/", "/dev"), guest.directories());
            for (String path : List.of("proc/self/environ", "proc/self/mem", "proc/1/environ",
                    "proc/self/root/etc/passwd", "proc/self/cwd/pom.xml", "proc/self/fd/0", "proc/version",
                    "sys/kernel/notes", "dev/zero", "dev/tty", "dev/../proc/version")) {
                String outcome = guest.run("read " + path);
                assertTrue(Set.of("not-permitted", "no-entry").contains(outcome), () -> path + ": " + outcome);
            }
            assertEquals("not-permitted", guest.run("list proc"));
            assertEquals("not-permitted", guest.run("read proc/version"));
            assertEquals("not-permitted", guest.run("write dev/null x"));
            assertEquals("not-permitted", guest.run("read /dev/zero"));
            assertTrue(guest.run("read etc/passwd").startsWith("\""));
        }
    }

    @Test
    void listsALargeDirectory() throws IOException {
        for (int i = 0; i < 3000; i++) {
            Files.createFile(world.path("work/empty/" + i + (i % 3 == 0 ? ".csv" : ".txt")));
        }
        try (FileGuest guest = guest(all("work/empty/*.csv"))) {
            assertEquals(1000, guest.run("list .").split(" ").length);
        }
    }

    @Test
    void streamsOutliveTheirDescriptor() {
        try (FileGuest guest = guest(all("work/**"))) {
            var types = "wasi:filesystem/types";
            var directory = guest.open("a.txt");
            var stream = HostDriver.handle(
                    guest.host.call(types, "[method]descriptor.append-via-stream", directory).orElseThrow());
            guest.host.drop(directory);
            guest.host.call("wasi:io/streams", "[method]output-stream.blocking-write-and-flush", stream, bytes("!"));
            guest.host.drop(stream);
            assertEquals("\"hello!\"", guest.run("read a.txt"));
            assertEquals(guest.directories().size(), guest.gate.openCount());
        }
    }

    @Test
    void knowsFilesAndTheirFlags() {
        try (FileGuest guest = guest(all("work/**"))) {
            var one = guest.open("a.txt");
            var same = guest.open("to-file");
            var other = guest.open("dir/b.txt");
            for (var file : List.of(same, other)) {
                guest.host.call("wasi:filesystem/types", "[method]descriptor.is-same-object", one, file);
            }
            guest.host.call("wasi:filesystem/types", "[method]descriptor.get-flags", one);
            guest.host.call("wasi:filesystem/types", "[method]descriptor.get-type", one);
            guest.host.call("wasi:filesystem/types", "[method]descriptor.read", one, u64(2), u64(1));
            guest.host.call("wasi:filesystem/types", "[method]descriptor.read", one, u64(2), u64(5));
            guest.host.call("wasi:filesystem/types", "[method]descriptor.read", one, u64(2), u64(-1));
            guest.host.call("wasi:filesystem/types", "[method]descriptor.write", one, bytes("J"), u64(0));
            guest.host.call("wasi:filesystem/types", "[method]descriptor.read", one, u64(-1), u64(0));
            guest.host.call("wasi:filesystem/types", "[method]descriptor.readlink-at", one,
                    HostDriver.string("x"));
            String transcript = guest.host.transcript();
            assertEquals("""
                    is-same-object(descriptor#2, descriptor#3) -> true
                    is-same-object(descriptor#2, descriptor#4) -> false
                    get-flags(descriptor#2) -> ok({read, write})
                    get-type(descriptor#2) -> ok(regular-file)
                    read(descriptor#2, 2, 1) -> ok(("el", false))
                    read(descriptor#2, 2, 5) -> ok(("", true))
                    read(descriptor#2, 2, 18446744073709551615) -> err(invalid)
                    write(descriptor#2, "J", 0) -> ok(1)
                    read(descriptor#2, 18446744073709551615, 0) -> ok(("Jello", false))
                    readlink-at(descriptor#2, "x") -> err(not-directory)
                    """, transcript.substring(transcript.indexOf("[method]descriptor.is-same")).replace(
                            "[method]descriptor.", ""));
        }
    }

    @Test
    void closesEverything() throws IOException {
        long before = descriptors();
        for (int i = 0; i < 20; i++) {
            try (FileGuest guest = new FileGuest(world.grant(), system)) {
                for (int j = 0; j < 20; j++) {
                    guest.open("a.txt");
                    guest.run("cd dir");
                    guest.run("read to-self");
                    guest.run("read dir/../../x");
                    guest.run("read fifo");
                }
                assertTrue(guest.gate.openCount() >= 25, () -> guest.gate.openCount() + " handles");
                guest.gate.close();
                assertEquals(0, guest.gate.openCount());
            }
        }
        assertTrue(descriptors() - before < 10, () -> "descriptors are left open");
    }

    private static long descriptors() throws IOException {
        Path own = Path.of("/proc/self/fd");
        if (!Files.exists(own)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(own)) {
            return all.count();
        }
    }

    @Test
    void boundsWhatIsOpen() {
        try (FileGuest guest = new FileGuest(world.grant(), system)) {
            Trap trap = assertThrows(Trap.class, () -> {
                for (int i = 0; i < 1000; i++) {
                    guest.open("a.txt");
                }
            });
            assertTrue(trap.getMessage().contains("open_files"), trap::getMessage);
        }
    }

    /// A guest can try all inodes and devices that there may be.
    @Test
    void theHashOfAFileCannotBeFoundByTrying(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "hello");
        var stat = new FileStat(DescriptorType.REGULAR_FILE, (long) Files.getAttribute(file, "unix:dev"),
                (long) Files.getAttribute(file, "unix:ino"), 1, 5, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
        ByteBuffer all = ByteBuffer.allocate(44).putLong(stat.device()).putLong(stat.inode()).putLong(5)
                .putInt(stat.type().ordinal()).putLong(0).putLong(0);
        long guess = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(all.array())).getLong();
        assertNotEquals(guess, new Hash(stat).value().lower());
        assertEquals(new Hash(stat).value(), new Hash(stat).value());
    }
}
