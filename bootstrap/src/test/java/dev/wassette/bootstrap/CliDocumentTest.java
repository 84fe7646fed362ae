package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.bootstrap.CommandLine.Ended;
import dev.wassette.cli.WassetteCli;
import dev.wassette.component.testkit.ComponentFixtures;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/cli.md` is what the commands really print. Each runs as a process of its own, in a home that they share. With
/// `-Dwassette.docs.update=true` the document is rewritten.
class CliDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "cli.md");
    private static final Path SCRIPT = Path.of("src", "test", "resources", "dev", "wassette", "bootstrap", "cli.txt");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @TempDir
    private Path temporary;

    @Test
    void saysWhatTheCommandsPrint() throws Exception {
        Path home = temporary.toRealPath();
        Files.write(home.resolve("tools.wasm"), ComponentFixtures.read("tools"));
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
        var wassette = new CommandLine(home);
        var document = new StringBuilder();
        for (String line : Files.readAllLines(SCRIPT)) {
            if (line.startsWith("$ wassette")) {
                document.append(transcript(line, wassette.run(words(line.replace("HOME", home.toString())
                        .substring("$ wassette".length()))), home));
            } else if (line.startsWith("> ")) {
                int colon = line.indexOf(": ");
                Path file = home.resolve(line.substring(2, colon));
                Files.createDirectories(file.getParent());
                Files.writeString(file, line.substring(colon + 2).replace("\\n", "\n"));
            } else {
                document.append(line).append('\n');
            }
        }
        String text = document.toString().replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n";
        if (Boolean.getBoolean("wassette.docs.update")) {
            Files.writeString(DOCUMENT, text);
        }
        assertEquals(Files.readString(DOCUMENT), text,
                "docs/cli.md is out of date: mvn verify -Dwassette.docs.update=true rewrites it");
    }

    /// What stands behind a failed command is its exit status.
    private static String transcript(String line, Ended ended, Path home) {
        String printed = Stream.of(ended.out(), ended.err()).filter(text -> !text.isEmpty())
                .map(text -> text.endsWith("\n") ? text : text + "\n").reduce("", String::concat);
        String text = line + "\n" + printed + (ended.status() == 0 ? "" : "[exit status " + ended.status() + "]\n");
        String neutral = text.replace(home.toString(), "/home/me").replace("HOME", "/home/me")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "2026-01-01T00:00:00Z")
                .replaceAll("JavaVersion:\"[^\"]*\"", "JavaVersion:\"25\"")
                .replaceAll("wassette (unknown|[0-9.]+) version", "wassette 0.1.0 version")
                .replaceAll(" Version:\"[^\"]*\"", " Version:\"0.1.0\"").stripTrailing();
        return "```console\n" + neutral + "\n```\n\n";
    }

    static List<String> words(String line) {
        return WORD.matcher(line).results()
                .map(word -> Stream.of(1, 2, 3).map(word::group).filter(each -> each != null).findFirst().orElseThrow())
                .toList();
    }

    /// No command without a run that shows it.
    @Test
    void showsEveryCommand() throws Exception {
        String script = Files.readString(SCRIPT);
        Set<String> missing = new TreeSet<>(commands());
        missing.removeIf(command -> script.contains("\n$ wassette" + command + " ") || script.contains("\n$ wassette" + command + "\n"));
        // They run until their client has gone, or print what only this machine has; their tests are elsewhere.
        missing.removeAll(List.of(" serve", " run", " runtime list", " runtime install", " doctor"));
        assertEquals(new TreeSet<>(), missing, "commands without a line in " + SCRIPT);
    }

    /// {@return the commands that do something, each with a space before each word}
    static Set<String> commands() {
        var commands = new TreeSet<String>();
        collect("", commands);
        return commands;
    }

    private static void collect(String path, TreeSet<String> found) {
        String help = help(path);
        int commands = help.indexOf("\nCommands:\n");
        if (commands < 0) {
            found.add(path);
            return;
        }
        List<String> names = help.substring(commands + "\nCommands:\n".length()).lines().takeWhile(line -> !line.isBlank())
                .map(line -> line.strip().split(" ")[0]).toList();
        assertTrue(!names.isEmpty(), help);
        names.forEach(name -> collect(path + " " + name, found));
    }

    private static String help(String path) {
        var out = new ByteArrayOutputStream();
        var nobody = new Wiring(Map.of(), InputStream.nullInputStream(), OutputStream.nullOutputStream());
        new WassetteCli(nobody, Map.of(), "test", InputStream.nullInputStream(), new PrintStream(out), System.err)
                .run(words(path + " --help"));
        return out.toString();
    }
}
