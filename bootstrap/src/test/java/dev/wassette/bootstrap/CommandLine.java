package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// `wassette` as a process of its own, without an engine: whoever asks for one fails. What runs are the classes of this
/// build, or the program that the environment variable `WASSETTE_PROGRAM` names, such as the launcher.
final class CommandLine {
    private final Path home;

    /// @param home the current directory, and that of the user
    CommandLine(Path home) {
        this.home = home;
    }

    record Ended(int status, String out, String err) {}

    Ended run(List<String> arguments) throws IOException, InterruptedException {
        return run(arguments, Map.of(), "");
    }

    /// @param variables of the environment
    /// @param in what is typed
    Ended run(List<String> arguments, Map<String, String> variables, String in) throws IOException, InterruptedException {
        Path out = Files.createTempFile(home, "out", "");
        Path err = Files.createTempFile(home, "err", "");
        Process process = start(arguments, variables, out, err);
        try (OutputStream to = process.getOutputStream()) {
            to.write(in.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it has ended without reading
        }
        assertTrue(process.waitFor(300, TimeUnit.SECONDS), "the process did not end");
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /// {@return the process, which its caller waits for or kills}
    Process start(List<String> arguments, Path out, Path err) throws IOException {
        return start(arguments, Map.of(), out, err);
    }

    private Process start(List<String> arguments, Map<String, String> variables, Path out, Path err) throws IOException {
        List<String> command = new ArrayList<>(program());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WASSETTE_")
                || Set.of("CLAUDE_CONFIG_DIR", "CODEX_HOME").contains(name));
        builder.environment().putAll(Map.of("HOME", home.toString(), "XDG_DATA_HOME", home.resolve("data").toString(),
                "XDG_CONFIG_HOME", home.resolve("config").toString(), "XDG_CACHE_HOME", home.resolve("cache").toString(),
                "XDG_STATE_HOME", home.resolve("state").toString()));
        builder.environment().putAll(variables);
        return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    private static List<String> program() {
        String named = System.getenv().getOrDefault("WASSETTE_PROGRAM", "");
        return named.isEmpty()
                ? List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC", "-p", System.getProperty("jdk.module.path"), "-m",
                        "dev.wassette.bootstrap/dev.wassette.bootstrap.Main")
                : List.of(named);
    }

    /// {@return a program in the home that is `wassette`}
    Path script() throws IOException {
        String command = program().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path script = Files.writeString(home.resolve("wassette.sh"), "#!/bin/sh\nexec " + command + " \"$@\"\n");
        script.toFile().setExecutable(true);
        return script;
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(arguments));
    }

    /// {@return the words that a POSIX shell makes of a command for `wassette`}
    List<String> words(String command) throws IOException, InterruptedException {
        Path words = Files.createTempFile(home, "words", "");
        Process shell = new ProcessBuilder("sh", "-c", "wassette() { printf '%s\\0' \"$@\"; }\n" + command)
                .redirectOutput(words.toFile()).start();
        assertTrue(shell.waitFor(10, TimeUnit.SECONDS) && shell.exitValue() == 0, command);
        return List.of(Files.readString(words).split("\0"));
    }
}
