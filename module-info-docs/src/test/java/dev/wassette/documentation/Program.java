package dev.wassette.documentation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program that this build has packaged, as a command `wassette` for shells; or the one that the environment variable
/// `WASSETTE_PROGRAM` names.
final class Program {
    private static final String MODULE = "dev.wassette.bootstrap/dev.wassette.bootstrap.";
    private static final String NATIVE = "--enable-native-access=wasmtime.java,dev.wassette.runtime.wasmtime,"
            + "dev.wassette.runtime.wasmtime.ffm,dev.wassette.wasi";

    private final Path root;
    private final Path folder;
    private final Path libraries;

    private Program(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
        this.libraries = root.resolve("bootstrap/target/app/lib");
    }

    /// Makes the command.
    ///
    /// @param root of the sources
    /// @param folder for the command
    /// @param often whether it will be started often
    static Program in(Path root, Path folder, boolean often) throws IOException, InterruptedException {
        var program = new Program(root, folder);
        String named = System.getenv().getOrDefault("WASSETTE_PROGRAM", "");
        Path script = Files.createDirectories(folder.resolve("bin")).resolve("wassette");
        Files.writeString(script, "#!/bin/sh\n" + (named.isEmpty() ? program.packaged(often) : "exec '" + named + "' \"$@\"\n"));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    private String packaged(boolean often) throws IOException, InterruptedException {
        assertTrue(Files.isDirectory(libraries), libraries + " is not there; it is made by the phase 'package' of the module bootstrap");
        List<String> java = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xlog:disable", "-Xlog:all=error:stderr", "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8", NATIVE, "-Ddev.wassette.runtime.wasmtime.directory=" + folder);
        Path cache = folder.resolve("cache");
        if (often) {
            train(java, cache);
        }
        String words = Stream.concat(java.stream(), Files.exists(cache) ? Stream.of("-XX:AOTCache=" + cache) : Stream.of())
                .map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return "export WASMTIME_JNI_LOAD_DISABLED=1 MALLOC_ARENA_MAX=2\n" + library() + "exec " + words + " -p '" + libraries
                + "' -m " + MODULE + "Main \"$@\"\n";
    }

    /// A cache of linked classes takes the time of some starts, and makes all others short.
    private void train(List<String> java, Path cache) throws IOException, InterruptedException {
        var train = new ProcessBuilder(Stream.of(java.stream(), Stream.of("-XX:AOTCacheOutput=" + cache, "-p", libraries.toString(),
                        "-m", MODULE + "Training", Files.createDirectories(folder.resolve("training")).toString(),
                        root.resolve("adapters/component-testkit/src/main/resources/dev/wassette/component/testkit/components/tools.wasm")
                                .toString())).flatMap(each -> each).toList())
                .redirectErrorStream(true).redirectOutput(folder.resolve("training.log").toFile());
        train.environment().put("WASMTIME_JNI_LOAD_DISABLED", "1");
        Process training = train.start();
        assertTrue(training.waitFor(300, TimeUnit.SECONDS), "the training run did not end");
    }

    /// A page about settings shows none that the reader has not made.
    private static String library() {
        String named = System.getenv().getOrDefault("WASSETTE_WASMTIME_LIBRARY", "");
        return named.isEmpty() ? "" : "case $1 in config | runtime) ;; *) export WASSETTE_WASMTIME_LIBRARY='" + named + "' ;; esac\n";
    }

    /// {@return the variables of a user who has a home and this program}
    Map<String, String> environment(Path home) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", home.toString());
        environment.put("PATH", folder.resolve("bin") + ":" + System.getProperty("java.home") + "/bin:" + System.getenv("PATH"));
        environment.put("LANG", "C.UTF-8");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("WASSETTE_LIB", libraries.toString());
        environment.put("WASSETTE_SOURCE", root.toString());
        // What was fetched once is not fetched again.
        String user = System.getProperty("user.home");
        environment.put("npm_config_cache", user + "/.npm");
        environment.put("npm_config_prefer_offline", "true");
        Path built = root.resolve("examples/.build/cargo");
        if (Files.isDirectory(built)) {
            environment.put("CARGO_BUILD_BUILD_DIR", built.toString()); // Rust's standard library, which takes a minute to build
        }
        return environment;
    }

    /// {@return whether a shell finds a command}
    static boolean isThere(String command) {
        return find(command).isPresent();
    }

    static Optional<Path> find(String command) {
        return Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, command)).filter(Files::isExecutable).findFirst();
    }
}
