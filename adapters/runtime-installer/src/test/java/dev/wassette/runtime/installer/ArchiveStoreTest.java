package dev.wassette.runtime.installer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wassette.application.port.out.RuntimeArchives.Fetch;
import dev.wassette.application.port.out.RuntimeArchives.Fetched;
import dev.wassette.application.port.out.RuntimeArchives.Refused;
import dev.wassette.application.port.out.RuntimeArchives.Unavailable;
import dev.wassette.application.port.out.RuntimeArchives.Unpacked;
import dev.wassette.application.port.out.RuntimeArchives.Unpacking;
import dev.wassette.domain.Digest;
import dev.wassette.loader.http.transfer.Proxies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Archives that are as they have to be, and a wall of those that are not.
class ArchiveStoreTest {
    private static final Platform LINUX = new Platform("x86_64", "linux");
    private static final byte[] OLD = utf8("the old library");

    @TempDir
    private Path home;

    private Path runtimes;
    private Path installed;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @BeforeEach
    void installTheOldOne() throws IOException {
        runtimes = home.resolve("data/runtimes");
        installed = runtimes.resolve("wasmtime-49.0.0-x86_64-linux/libwasmtime.so");
        Files.createDirectories(installed.getParent());
        Files.write(installed, OLD);
    }

    private Unpacking install(byte[] archive, Platform platform) throws IOException {
        Files.write(home.resolve("archive"), archive);
        Fetch fetch = new ArchiveStore(runtimes, home, platform, Proxies.none()).fetch("archive", (bytes, total) -> {});
        try (var fetched = assertInstanceOf(Fetched.class, fetch).archive()) {
            assertEquals(Digest.of(archive), fetched.digest());
            return fetched.install();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(runtimes)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"x86_64,linux,libwasmtime.so", "aarch64,musl,libwasmtime.so", "aarch64,macos,libwasmtime.dylib"})
    void installsFromAReleaseArchive(String arch, String system, String library) throws IOException {
        var platform = new Platform(arch, system);
        Path file = runtimes.resolve("wasmtime-49.0.1-" + platform).resolve(library);
        assertEquals(new Unpacked("49.0.1", file.toString()), install(Archives.cApi("49.0.1", platform).xz(), platform));
        assertArrayEquals(Archives.LIBRARY, Files.readAllBytes(file));
        assertEquals(2, files().size(), "nothing but the two libraries stays");
        assumeTrue(Files.getFileStore(home).supportsFileAttributeView("posix"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void installsFromAReleaseArchiveOfWindows() throws IOException {
        byte[] dll = {'M', 'Z', 0, 0, 1};
        byte[] archive = Archives.zip("wasmtime-v49.0.0-x86_64-windows-c-api/min/lib/wasmtime.dll", new byte[3],
                "wasmtime-v49.0.0-x86_64-windows-c-api/lib/wasmtime.dll", dll);
        var unpacked = assertInstanceOf(Unpacked.class, install(archive, new Platform("x86_64", "windows")));
        assertEquals(runtimes.resolve("wasmtime-49.0.0-x86_64-windows/wasmtime.dll").toString(), unpacked.file());
        assertArrayEquals(dll, Files.readAllBytes(Path.of(unpacked.file())));
    }

    @ParameterizedTest
    @CsvSource({
        "linux-x86_64, _libwasmtime.so, manylinux1_x86_64, x86_64, linux",
        "linux-aarch64, _libwasmtime.so, musllinux_1_2_aarch64, aarch64, musl",
        "darwin-aarch64, _libwasmtime.dylib, macosx_11_0_arm64, aarch64, macos",
        "win32-x86_64, _wasmtime.dll, win_amd64, x86_64, windows"
    })
    void installsFromAPythonPackage(String folder, String library, String tag, String arch, String system)
            throws IOException {
        var platform = new Platform(arch, system);
        var unpacked = assertInstanceOf(Unpacked.class, install(Archives.wheel("49.0.0", folder, library, tag), platform));
        assertEquals("49.0.0", unpacked.version());
        assertTrue(unpacked.file().endsWith(platform.libraryFile()), unpacked::file);
    }

    @Test
    void replacesALibraryInOneStep() throws IOException {
        install(Archives.cApi("49.0.0", LINUX).xz(), LINUX);
        assertArrayEquals(Archives.LIBRARY, Files.readAllBytes(installed));
        assertEquals(List.of(installed), files());
    }

    @Test
    void readsLongNamesOfBothKinds() throws IOException {
        String name = "wasmtime-v49.0.0-x86_64-linux-c-api/lib/libwasmtime.so";
        byte[] gnu = Archives.tar().entry("././@LongLink", 'L', utf8(name + "\0")).file("cut off", Archives.LIBRARY).xz();
        assertInstanceOf(Unpacked.class, install(gnu, LINUX));
        byte[] pax = Archives.tar().entry("pax", 'x', utf8("63 path=" + name + "\n")).file("cut off", Archives.LIBRARY).xz();
        assertInstanceOf(Unpacked.class, install(pax, LINUX));
    }

    /// Each is refused with its sentence, nothing of it stays, and the library that was there before does.
    @TestFactory
    Stream<DynamicTest> refusesWhatIsNotAsItHasToBe() throws IOException {
        String top = "wasmtime-v49.0.0-x86_64-linux-c-api/";
        String name = top + "lib/libwasmtime.so";
        byte[] none = {};
        byte[] good = Archives.cApi("49.0.0", LINUX).xz();
        byte[] damaged = good.clone();
        damaged[damaged.length / 2] ^= 1;
        byte[] wheel = Archives.wheel("49.0.0", "linux-x86_64", "_libwasmtime.so", "manylinux1_x86_64");
        return Stream.of(
                refused("text", "no archive", utf8("hello")),
                refused("nothing", "no archive", none),
                refused("truncated", "ends too early", Arrays.copyOf(good, good.length / 2)),
                refused("truncated inside its footer", "ends too early", Arrays.copyOf(good, good.length - 3)),
                refused("damaged", "is damaged", damaged),
                refused("a tar that ends in a file", "ends too early",
                        Archives.xz(Arrays.copyOf(Archives.cApi("49.0.0", LINUX).plain(), 7 * 512))),
                refused("no tar inside", "is no tar archive", Archives.xz(utf8("x".repeat(2000)))),
                refused("truncated wheel", "is damaged", Arrays.copyOf(wheel, wheel.length - 30)),
                refused("another program", "has no library of Wasmtime", Archives.tar().file("a/lib/liba.so", none).xz()),
                refused("another platform", "is for aarch64-linux, and this machine is x86_64-linux",
                        Archives.cApi("49.0.0", new Platform("aarch64", "linux")).xz()),
                refused("another C library", "is for x86_64-musl",
                        Archives.wheel("49.0.0", "linux-x86_64", "_libwasmtime.so", "musllinux_1_2_x86_64")),
                refused("a wheel without a version", "which version",
                        Archives.zip("wasmtime/linux-x86_64/_libwasmtime.so", Archives.LIBRARY)),
                refused("a symbolic link as library", "a link or a folder", Archives.tar().entry(name, '2', none).xz()),
                refused("a hard link as library", "a link or a folder", Archives.tar().entry(name, '1', none).xz()),
                refused("a folder as library", "a link or a folder", Archives.tar().entry(name, '5', none).xz()),
                refused("a device", "no file, folder or link", Archives.tar().entry(top + "null", '3', none).xz()),
                refused("a way out", "leads out", Archives.cApi("49.0.0", LINUX).file("../../.bashrc", none).xz()),
                refused("a way out inside", "leads out", Archives.tar().file(top + "lib/../../x", none).xz()),
                refused("an absolute path", "leads out", Archives.tar().file("/etc/passwd", none).xz()),
                refused("a way out of Windows", "leads out", Archives.zip("..\\..\\evil.dll", none)),
                refused("two libraries", "more than one", Archives.cApi("49.0.0", LINUX).file(name, Archives.LIBRARY).xz()),
                refused("a text as library", "something else than a native library",
                        Archives.tar().file(name, utf8("echo hello")).xz()),
                refused("an empty library", "something else than a native library", Archives.tar().file(name, none).xz()),
                refused("a size beyond all bounds", "unfolds to more", Archives.tar().entry("x", '0', 1L << 32, none).xz()),
                refused("a long name beyond all bounds", "describes a file with more",
                        Archives.tar().entry("x", 'L', 1L << 30, none).xz()),
                refused("properties that are none", "properties", Archives.tar().entry("x", 'x', utf8("99 a=b\n")).xz()),
                refused("properties without a length", "properties", Archives.tar().entry("x", 'x', utf8("path=b\n")).xz()),
                refused("properties of no length", "properties", Archives.tar().entry("x", 'x', utf8("0 \n")).xz()),
                refused("a size that is none", "size is no number",
                        Archives.tar().entry("x", 'x', utf8("11 size=x1\n")).file("y", none).xz()),
                refused("a negative size", "size is no number",
                        Archives.tar().entry("x", 'x', utf8("11 size=-1\n")).file("y", none).xz()),
                refused("too many files", "more than 10000 files", manyFiles()),
                refused("a library that fills the disk", "has a library of more than", bomb()),
                refused("a zip that fills the disk", "has a library of more than", zipBomb()));
    }

    private DynamicTest refused(String what, String problem, byte[] archive) {
        return DynamicTest.dynamicTest(what, () -> {
            var refused = assertInstanceOf(Refused.class, install(archive, LINUX));
            assertTrue(refused.reason().startsWith("archive ") && refused.reason().contains(problem), refused::reason);
            assertTrue(refused.reason().endsWith("."), refused::reason);
            assertEquals(List.of(installed), files());
            assertArrayEquals(OLD, Files.readAllBytes(installed));
        });
    }

    private static byte[] manyFiles() throws IOException {
        Archives archives = Archives.tar();
        for (int i = 0; i <= InstallerLimits.MAX_ENTRIES; i++) {
            archives.file("f" + i, new byte[0]);
        }
        return archives.xz();
    }

    private static byte[] bomb() throws IOException {
        byte[] tar = Archives.tar().entry("wasmtime-v49.0.0-x86_64-linux-c-api/lib/libwasmtime.so", '0',
                InstallerLimits.MAX_LIBRARY_BYTES + 512, new byte[0]).plain();
        var bytes = new ByteArrayOutputStream();
        try (var out = new XZOutputStream(bytes, new LZMA2Options(0))) {
            out.write(tar, 0, 512);
            moreThanALibrary(out);
        }
        return bytes.toByteArray();
    }

    private static byte[] zipBomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("wasmtime/linux-x86_64/_libwasmtime.so"));
            moreThanALibrary(out);
        }
        return bytes.toByteArray();
    }

    private static void moreThanALibrary(OutputStream out) throws IOException {
        byte[] zeros = new byte[1 << 20];
        for (long written = 0; written <= InstallerLimits.MAX_LIBRARY_BYTES; written += zeros.length) {
            out.write(zeros);
        }
    }

    @Test
    void refusesAFileThatIsTooLarge() throws IOException {
        try (var file = new RandomAccessFile(home.resolve("large").toFile(), "rw")) {
            file.setLength(InstallerLimits.MAX_ARCHIVE_BYTES + 1);
        }
        assertUnavailable("large", "has more than");
    }

    @ParameterizedTest
    @CsvSource({
        "missing, does not exist", "data, is not a file", "ftp://example.com/x, only https", "http://example.com/x, only https",
        "http://127.0.0.1.example.com/x, only https", "https://user:secret@example.com/x, without a password",
        "https:///x, is not a URL with a host", "https://exa mple.com/x, neither a file nor a URL",
        "http://localhost:1/x, no connection"
    })
    void refusesWhatItCannotFetch(String reference, String problem) throws IOException {
        assertUnavailable(reference, problem);
    }

    private void assertUnavailable(String reference, String problem) throws IOException {
        Fetch fetch = new ArchiveStore(runtimes, home, LINUX, Proxies.none()).fetch(reference, (bytes, total) -> {});
        String reason = assertInstanceOf(Unavailable.class, fetch).reason();
        assertTrue(reason.contains(reference) && reason.contains(problem), reason);
        assertEquals(List.of(installed), files());
    }

    @Test
    void deletesTheCopyOfAnArchiveThatNobodyTrusts() throws IOException {
        Files.write(home.resolve("archive"), new byte[10]);
        Fetch fetch = new ArchiveStore(runtimes, home, LINUX, Proxies.none()).fetch("archive", (bytes, total) -> {});
        assertInstanceOf(Fetched.class, fetch).archive().close();
        assertEquals(List.of(installed), files());
    }

    /// A package as it is published, where the environment variable `WASMTIME_WHEEL` names one.
    @Test
    void installsFromARealPackage() throws IOException {
        String wheel = System.getenv("WASMTIME_WHEEL");
        assumeTrue(wheel != null, "the environment variable WASMTIME_WHEEL names no package");
        Platform here = Platform.of(System.getProperty("os.name"), System.getProperty("os.arch"));
        Fetch fetch = new ArchiveStore(runtimes, home, here, Proxies.none()).fetch(wheel, (bytes, total) -> {});
        try (var archive = assertInstanceOf(Fetched.class, fetch).archive()) {
            var unpacked = assertInstanceOf(Unpacked.class, archive.install());
            assertTrue(Files.size(Path.of(unpacked.file())) > 10_000_000, unpacked::file);
        }
    }
}
