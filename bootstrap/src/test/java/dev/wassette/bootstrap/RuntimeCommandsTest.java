package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `wassette runtime ...` as a process of its own.
class RuntimeCommandsTest {
    @TempDir
    private Path home;

    private record Ended(int status, String out, String err) {}

    private Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=wasmtime.java,dev.wassette.runtime.wasmtime,dev.wassette.runtime.wasmtime.ffm",
                "-p", System.getProperty("jdk.module.path"), "-m", "dev.wassette.bootstrap/dev.wassette.bootstrap.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WASSETTE_"));
        builder.environment().putAll(Map.of("XDG_DATA_HOME", home.resolve("data").toString(),
                "XDG_CONFIG_HOME", home.resolve("config").toString(), "WASMTIME_JNI_LOAD_DISABLED", "1"));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process did not end");
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void listsTheEnginesOfThisMachine() throws Exception {
        Ended list = run("runtime", "list");
        assertEquals(0, list.status(), list::err);
        assertTrue(list.out().startsWith("RUNTIME "), list::out);
        assertTrue(list.out().contains("wasmtime 7.0.0") && list.out().contains("chicory 1."), list::out);
        var json = (JsonObject) JsonText.parse(run("runtime", "list", "-o", "json").out());
        assertTrue(JsonText.compact(json.get("choices").orElseThrow()).contains("\"auto\""), list::out);
    }

    @Test
    void refusesANamedLibraryThatIsNone() throws Exception {
        Files.writeString(home.resolve("libwasmtime.so"), "echo");
        Ended list = run("runtime", "list", "--wasmtime-library", "libwasmtime.so");
        assertEquals(0, list.status(), list::err);
        assertTrue(list.out().contains("auto takes none: it cannot use the library named by --wasmtime-library"), list::out);
    }

    @Test
    void readsTheConfigurationFile() throws Exception {
        Path file = home.resolve("config/wassette/config.toml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "wasmtime_library = '" + home.resolve("none.so") + "'");
        Ended list = run("runtime", "list");
        assertTrue(list.out().contains("none.so (named by 'wasmtime_library' in the configuration file)"), list::out);
        Files.writeString(file, "wasmtime_library = ");
        Ended broken = run("runtime", "list");
        assertEquals(1, broken.status());
        assertTrue(broken.err().startsWith("Error: Failed to load configuration: " + file + ", line 1: "), broken::err);
        assertEquals(0, run("--version").status());
    }

    @Test
    void refusesAnUnknownArchive() throws Exception {
        Files.writeString(home.resolve("x.whl"), "echo");
        Ended install = run("runtime", "install", "wasmtime", "--from", "x.whl");
        assertEquals(1, install.status());
        assertTrue(install.err().startsWith("Error: x.whl is not among the known archives. Its SHA-256 digest is "), install::err);
    }

    /// The package that is known, where the environment variable `WASMTIME_WHEEL` names it.
    @Test
    void installsAndListsWhatItInstalled() throws Exception {
        String wheel = System.getenv("WASMTIME_WHEEL");
        assumeTrue(wheel != null, "the environment variable WASMTIME_WHEEL names no package");
        Ended install = run("runtime", "install", "wasmtime", "--from", wheel);
        assertTrue(install.out().startsWith("Installed Wasmtime 49."), () -> install.out() + install.err());
        Ended list = run("runtime", "list");
        assertTrue(list.out().contains(home.resolve("data/wassette/runtimes").toRealPath().toString()), list::out);
        assertTrue(list.out().contains("\nauto takes wasmtime-library: "), list::out);
        assertEquals(0, install.status(), install::err);
    }
}
