package dev.wassette.runtime.installer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.wassette.application.port.out.NativeLibraries.Candidate;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstalledLibrariesTest {
    private FileSystem files;
    private Path runtimes;

    @BeforeEach
    void open() throws IOException {
        files = Jimfs.newFileSystem(Configuration.unix().toBuilder().setAttributeViews("posix", "unix")
                .setDefaultAttributeValue("owner:owner", "root").setDefaultAttributeValue("posix:group", "root")
                .setDefaultAttributeValue("posix:permissions", "rwxr-xr-x").build());
        runtimes = files.getPath("/home/me/.local/share/wassette/runtimes");
        Files.createDirectories(runtimes);
    }

    @AfterEach
    void close() throws IOException {
        files.close();
    }

    private List<Candidate> find(String arch, String system) {
        return new InstalledLibraries(runtimes, files.getPath("/"), new Platform(arch, system), "me").find();
    }

    private List<Candidate> find() {
        return find("x86_64", "linux");
    }

    private long trusted() {
        return find().stream().filter(found -> found.distrust().isEmpty()).count();
    }

    private Path library(String path) throws IOException {
        Path file = files.getPath(path);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    private Path installed(String version) throws IOException {
        return library(runtimes + "/wasmtime-" + version + "-x86_64-linux/libwasmtime.so");
    }

    private void own(Path path, String owner, String group, String permissions) throws IOException {
        var users = files.getUserPrincipalLookupService();
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        view.setOwner(users.lookupPrincipalByName(owner));
        view.setGroup(users.lookupPrincipalByGroupName(group));
        view.setPermissions(PosixFilePermissions.fromString(permissions));
    }

    @Test
    void findsNothingWhereThereIsNothing() throws IOException {
        Files.createDirectories(runtimes.resolve("wasmtime-49.0.0-x86_64-linux"));
        assertEquals(List.of(), find());
    }

    @Test
    void prefersWhatWasInstalledAndOfThatTheNewest() throws IOException {
        installed("9.9.9");
        installed("49.0.2");
        installed("49.0.10");
        installed("old");
        library(runtimes + "/wasmtime-50.0.0-aarch64-linux/libwasmtime.so");
        library("/usr/lib/libwasmtime.so");
        library("/usr/lib/x86_64-linux-gnu/libwasmtime.so");
        library("/usr/local/lib/libwasmtime.so");
        assertEquals(List.of(runtimes + "/wasmtime-49.0.10-x86_64-linux/libwasmtime.so",
                runtimes + "/wasmtime-49.0.2-x86_64-linux/libwasmtime.so",
                runtimes + "/wasmtime-9.9.9-x86_64-linux/libwasmtime.so", "/usr/local/lib/libwasmtime.so",
                "/usr/lib/x86_64-linux-gnu/libwasmtime.so", "/usr/lib/libwasmtime.so"),
                find().stream().map(Candidate::path).toList());
        assertEquals(6, trusted());
    }

    @Test
    void knowsTheFoldersOfHomebrew() throws IOException {
        library("/opt/homebrew/Cellar/wasmtime/49.0.0/lib/libwasmtime.dylib");
        Files.createDirectories(files.getPath("/opt/homebrew/lib"));
        Files.createSymbolicLink(files.getPath("/opt/homebrew/lib/libwasmtime.dylib"),
                files.getPath("../Cellar/wasmtime/49.0.0/lib/libwasmtime.dylib"));
        own(files.getPath("/opt/homebrew/lib"), "me", "admin", "rwxrwxr-x");
        assertEquals(List.of("/opt/homebrew/Cellar/wasmtime/49.0.0/lib/libwasmtime.dylib"),
                find("aarch64", "macos").stream().filter(found -> found.distrust().isEmpty()).map(Candidate::path).toList());
    }

    @Test
    void searchesNoPlaceOfWindowsButTheUsersOwn() throws IOException {
        library("/windows/system32/wasmtime.dll");
        library(runtimes + "/wasmtime-49.0.0-x86_64-windows/wasmtime.dll");
        assertEquals(1, find("x86_64", "windows").size());
    }

    @Test
    void listsALibraryOnce() throws IOException {
        library("/usr/lib64/libwasmtime.so");
        Files.createSymbolicLink(files.getPath("/usr/lib"), files.getPath("/usr/lib64"));
        assertEquals(1, find().size());
    }

    /// What others could have put there, or could change, is not loaded.
    @ParameterizedTest
    @CsvSource({
        "/usr/local/lib/libwasmtime.so, me, me, rw-rw-r--, Others may write to /usr/local/lib/libwasmtime.so",
        "/usr/local/lib/libwasmtime.so, me, me, rw-r--rw-, Others may write to /usr/local/lib/libwasmtime.so",
        "/usr/local/lib/libwasmtime.so, you, me, rw-r--r--, /usr/local/lib/libwasmtime.so belongs to you",
        "/usr/local/lib, root, staff, rwxrwxr-x, Others may write to /usr/local/lib;",
        "/usr/local, you, root, rwxr-xr-x, /usr/local belongs to you",
        "/, root, root, rwxrwxrwx, Others may write to /;"
    })
    void distrustsWhatOthersMayWrite(String path, String owner, String group, String permissions, String reason)
            throws IOException {
        library("/usr/local/lib/libwasmtime.so");
        assertEquals(1, trusted());
        own(files.getPath(path), owner, group, permissions);
        String objection = find().getFirst().distrust().orElse("none");
        assertTrue(objection.startsWith(reason), objection);
    }

    @Test
    void distrustsALinkThatOthersMayReplace() throws IOException {
        library("/opt/safe/libwasmtime.so");
        Files.createDirectories(files.getPath("/usr/local/lib"));
        Files.createSymbolicLink(files.getPath("/usr/local/lib/libwasmtime.so"), files.getPath("/opt/safe/libwasmtime.so"));
        assertEquals(1, trusted());
        own(files.getPath("/usr/local/lib"), "root", "root", "rwxrwxrwx");
        assertEquals(0, trusted());
    }

    @Test
    void distrustsWhatWasInstalledToo() throws IOException {
        own(installed("49.0.0").getParent(), "me", "me", "rwxrwxrwx");
        assertEquals(0, trusted());
    }
}
