package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.bootstrap.CommandLine.Ended;
import dev.wassette.cli.WassetteCli;
import dev.wassette.component.testkit.ComponentFixtures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every command and every error, with exit status, standard output and standard error, each as a process of its own, in
/// a home that they share. With `-Dwassette.docs.update=true` the table is rewritten; then its difference is to be read.
class CommandTableTest {
    private static final Path TABLE = Path.of("src", "test", "resources", "dev", "wassette", "bootstrap", "commands.txt");
    private static final String PROMPT = "$ ";
    /// What is longer is shown elsewhere: help, scripts, schemas.
    private static final int LINES = 8;

    @TempDir
    private Path temporary;

    @Test
    void everyCommandEndsAsTheTableSays() throws Exception {
        Path home = furnish(temporary.toRealPath());
        String before = Files.readString(TABLE);
        var table = new StringBuilder();
        for (String line : before.lines().filter(line -> line.startsWith(PROMPT)).toList()) {
            table.append(row(line, run(line, home), home));
        }
        if (Boolean.getBoolean("wassette.docs.update")) {
            Files.writeString(TABLE, table);
        }
        assertEquals(Files.readString(TABLE), table.toString(),
                TABLE + " is out of date: mvn verify -Dwassette.docs.update=true rewrites it");
    }

    private static Path furnish(Path home) throws IOException {
        Files.write(home.resolve("tools.wasm"), ComponentFixtures.read("tools"));
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
        Map<String, String> texts = Map.of("text.wasm", "no component", "file", "a file\n", "some.env", "GREETING=from a file\n",
                "policy.yaml", "version: '1.0'\npermissions:\n  network:\n    allow:\n      - host: api.example.com\n",
                "wrong.yaml", "version: '1.0'\npermissions:\n  network:\n    allow: all\n",
                "typo.toml", "plugin_dri = \"/elsewhere\"\n\n[environment_vars]\nREGION = \"eu\"\n",
                "broken.toml", "plugin_dir = \n");
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Files.writeString(home.resolve(text.getKey()), text.getValue());
        }
        Files.createDirectories(home.resolve("wit"));
        Files.writeString(home.resolve("wit").resolve("world.wit"),
                "package test:tools;\n\nworld tools {\n  /// Adds two numbers.\n  export add: func(a: u32, b: u32) -> u32;\n}\n");
        return home;
    }

    /// `NAME=VALUE wassette WORDS < what is typed`.
    private static Ended run(String line, Path home) throws Exception {
        String command = line.substring(PROMPT.length()).replace("HOME", home.toString());
        int input = command.indexOf(" < ");
        Map<String, String> variables = new HashMap<>();
        String rest = input < 0 ? command : command.substring(0, input);
        while (!rest.startsWith("wassette")) {
            String variable = rest.substring(0, rest.indexOf(' '));
            variables.put(variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
            rest = rest.substring(variable.length() + 1);
        }
        return new CommandLine(home).run(CliDocumentTest.words(rest.substring("wassette".length())), variables,
                input < 0 ? "" : command.substring(input + 3));
    }

    private static String row(String line, Ended ended, Path home) {
        return line + "\n  exit " + ended.status() + "\n" + lines("out", ended.out(), home) + lines("err", ended.err(), home);
    }

    private static String lines(String name, String text, Path home) {
        List<String> lines = text.replace(home.toString(), "HOME")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "2026-01-01T00:00:00Z")
                .replaceAll("JavaVersion:\"[^\"]*\"", "JavaVersion:\"25\"")
                .replaceAll("wassette (unknown|[0-9.]+) version", "wassette 0.1.0 version")
                .replaceAll(" Version:\"[^\"]*\"", " Version:\"0.1.0\"").lines().toList();
        boolean isLong = lines.size() > LINES;
        return lines.stream().limit(isLong ? LINES - 1 : LINES).map(each -> ("  " + name + " " + each).stripTrailing() + "\n")
                .collect(Collectors.joining()) + (isLong ? "  " + name + " (and more)\n" : "");
    }

    /// No command without a row in which it does its work, and one in which it does not.
    @Test
    void showsEveryCommandAndAnErrorOfIt() throws Exception {
        List<String> rows = List.of(Files.readString(TABLE).split("\n(?=\\$ )"));
        // What they print is about this machine, or needs the Internet or a registry; their tests are elsewhere.
        check(rows, "exit 0", Set.of("doctor", "runtime list", "runtime install", "registry get", "registry login", "registry logout",
                "component push"));
        // They have nothing to fail at but their words, which all commands read alike.
        check(rows, "exit [12]", Set.of("tool list", "registry search", "client list"));
    }

    private static void check(List<String> rows, String exit, Set<String> elsewhere) {
        Set<String> missing = new TreeSet<>(CliDocumentTest.commands());
        missing.removeIf(command -> elsewhere.contains(command.strip())
                || rows.stream().anyMatch(row -> row.matches("(?s)\\$ ([A-Z_]+=\\S+ )?wassette( --plugin-dir \\S+)?"
                        + command + "( [^\n]*)?\n  " + exit + "(\n.*)?")));
        assertEquals(Set.of(), missing, "commands without a row with " + exit);
    }

    @Test
    void everyCommandHasHelpWithExamples() {
        for (String command : CliDocumentTest.commands()) {
            var out = new ByteArrayOutputStream();
            var nobody = new Wiring(Map.of(), InputStream.nullInputStream(), OutputStream.nullOutputStream());
            int status = new WassetteCli(nobody, Map.of(), "test", InputStream.nullInputStream(), new PrintStream(out), System.err)
                    .run(CliDocumentTest.words(command + " --help"));
            assertEquals(0, status, command);
            assertEquals(true, out.toString().contains("\nExamples:\n  "), () -> command + " has no example:\n" + out);
        }
    }
}
