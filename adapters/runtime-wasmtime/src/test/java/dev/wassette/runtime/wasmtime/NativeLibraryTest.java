package dev.wassette.runtime.wasmtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kawamuray.wasmtime.Engine;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not delete what is loaded")
class NativeLibraryTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, libwasmtime_jni_0.19.0_linux_x86_64.so",
        "Linux, aarch64, libwasmtime_jni_0.19.0_linux_aarch64.so",
        "Mac OS X, x86_64, libwasmtime_jni_0.19.0_macos_x86_64.dylib",
        "Mac OS X, aarch64, libwasmtime_jni_0.19.0_macos_aarch64.dylib",
        "Windows 11, amd64, wasmtime_jni_0.19.0_windows_x86_64.dll"
    })
    void theBindingHasTheLibraryOf(String os, String arch, String fileName) {
        assertEquals(Optional.of(fileName), NativeLibrary.fileName(os, arch));
        assertNotNull(Engine.class.getResource("/" + fileName));
    }

    @ParameterizedTest
    @CsvSource({"Linux, riscv64", "Linux, ppc64le", "Linux, x86", "Windows 11, aarch64", "FreeBSD, amd64", "AIX, ppc64"})
    void theBindingHasNoLibraryOf(String os, String arch) {
        assertEquals(Optional.empty(), NativeLibrary.fileName(os, arch));
    }

    @Test
    void nothingIsLeftBehindByTheBinding() throws Exception {
        run(false, Optional.empty());
        assertEquals(List.of(), filesIn(folder));
    }

    @Test
    void nothingIsLeftBehindWithoutTheBinding() throws Exception {
        run(true, Optional.empty());
        assertEquals(List.of(), filesIn(folder));
    }

    @Test
    void nothingIsLeftBehindWhenNobodyClosesTheEngine() throws Exception {
        run(true, Optional.empty(), "leave it open");
        assertEquals(List.of(), filesIn(folder));
    }

    @Test
    void aDirectoryKeepsTheLibrary() throws Exception {
        Path directory = ownerOnlyDirectory("kept");
        run(true, Optional.of(directory));
        Path library = filesIn(directory).getFirst();
        assertEquals(1, filesIn(directory).size());
        FileTime unpacked = Files.getLastModifiedTime(library);
        run(true, Optional.of(directory));
        assertEquals(unpacked, Files.getLastModifiedTime(library), "used as it is");
        Files.write(library, new byte[100]);
        run(true, Optional.of(directory));
        assertTrue(Files.size(library) > 1 << 20, "half a library is unpacked again");
        assertEquals(List.of(directory), filesIn(folder));
    }

    @Test
    void aDirectoryOpenToOthersIsNotUsed() throws Exception {
        Path directory = ownerOnlyDirectory("open");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), ownerOnlyDirectory("linked"));
        run(true, Optional.of(directory));
        run(true, Optional.of(link));
        run(true, Optional.of(folder.resolve("absent")));
        assertEquals(List.of(), filesIn(directory));
        assertEquals(List.of(), filesIn(folder.resolve("linked")));
    }

    private Path ownerOnlyDirectory(String name) throws Exception {
        return Files.createDirectory(folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /// Runs [OpensEngine] in another JVM whose temporary directory is the folder of this test.
    private void run(boolean bindingLoadsNothing, Optional<Path> directory, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + folder, "-XX:-UsePerfData",
                "-cp", classPath()));
        directory.ifPresent(path -> command.add("-D" + NativeLibrary.DIRECTORY + "=" + path));
        command.add(OpensEngine.class.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove(NativeLibrary.BINDING_LOADS_NOTHING);
        if (bindingLoadsNothing) {
            builder.environment().put(NativeLibrary.BINDING_LOADS_NOTHING, "1");
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
    }

    private static String classPath() {
        return String.join(File.pathSeparator,
                Path.of("target", "classes").toString(), Path.of("target", "test-classes").toString(),
                System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path"));
    }

    private static List<Path> filesIn(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
