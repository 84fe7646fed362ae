package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.cli.WassetteCli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `wassette client` on real files in a home of its own.
class ClientCommandsTest {
    @TempDir
    private Path temporary;

    private Path home;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(temporary.toRealPath().resolve("home"));
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        Map<String, String> environment = Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "PATH", home.resolve("bin").toString());
        var wiring = new Wiring(environment, InputStream.nullInputStream(), OutputStream.nullOutputStream());
        return new WassetteCli(wiring, environment, "test", InputStream.nullInputStream(), new PrintStream(out),
                new PrintStream(err)).run(List.of(words));
    }

    private Path file(String client) {
        return home.resolve(switch (client) {
            case "claude-code" -> ".claude.json";
            case "vscode" -> "config/Code/User/mcp.json";
            case "cursor" -> ".cursor/mcp.json";
            case "gemini" -> ".gemini/settings.json";
            default -> ".codex/config.toml";
        });
    }

    private Path with(String client, String text) throws IOException {
        Files.createDirectories(file(client).getParent());
        return Files.writeString(file(client), text);
    }

    private void added(String client, String... more) {
        assertEquals(0, run(Stream.concat(Stream.of("client", "add", client, "--write", "--command", "/opt/wassette"),
                Stream.of(more)).toArray(String[]::new)), err::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claude-code | {"mcpServers":{"wassette":{"type":"stdio","command":"/opt/wassette","args":["serve","--stdio"]}}}
            vscode      | {"servers":{"wassette":{"type":"stdio","command":"/opt/wassette","args":["serve","--stdio"]}}}
            cursor      | {"mcpServers":{"wassette":{"command":"/opt/wassette","args":["serve","--stdio"]}}}
            gemini      | {"mcpServers":{"wassette":{"command":"/opt/wassette","args":["serve","--stdio"]}}}
            codex       | [mcp_servers.wassette]command="/opt/wassette"args=["serve","--stdio"]
            """)
    void printsAndWritesWhatTheClientWants(String client, String wanted) throws IOException {
        assertEquals(0, run("client", "add", client, "--command", "/opt/wassette"));
        String printed = out.toString();
        assertEquals(wanted, printed.replaceAll("\\s", ""));
        assertTrue(err.toString().contains(file(client).toString()), err::toString);
        assertFalse(Files.exists(file(client)));

        added(client);
        assertEquals(printed, Files.readString(file(client)));
        added(client);
        assertTrue(out.toString().contains("already there"), out::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            claude-code | {"type":"http","url":"http://127.0.0.1:9001/mcp","headers":{"Authorization":"Bearer ${TOKEN}"}}
            vscode      | {"type":"http","url":"http://127.0.0.1:9001/mcp","headers":{"Authorization":"Bearer ${env:TOKEN}"}}
            cursor      | {"url":"http://127.0.0.1:9001/mcp","headers":{"Authorization":"Bearer ${env:TOKEN}"}}
            gemini      | {"httpUrl":"http://127.0.0.1:9001/mcp","headers":{"Authorization":"Bearer ${TOKEN}"}}
            codex       | url = "http://127.0.0.1:9001/mcp" bearer_token_env_var = "TOKEN"
            """)
    void namesAServerThatRuns(String client, String wanted) {
        assertEquals(0, run("client", "add", client, "--url", "http://127.0.0.1:9001/mcp", "--token-variable", "TOKEN"));
        assertTrue(out.toString().replaceAll("\\s", "").contains(wanted.replaceAll("\\s", "")), out::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\n\t\"theme\": \"dark\",\n\t\"mcpServers\": {\n\t\t\"other\": {\"command\": \"x\"}\n\t},\n\t\"big\": 12345678901234567890.10\n}\n",
        "{\"mcpServers\":{\"other\":{\"command\":\"a \\\"}{ quote\\\\\"}},\"z\":[1,{\"mcpServers\":{}}]}",
        "{\r\n  \"mcpServers\": {},\r\n  \"a\": \"\\u00e9\"\r\n}\r\n",
        "{\n    \"mcpServers\": {\n    }\n}",
        "{ \"a\": 1 }",
        "{}",
        "  {\n  }\n"
    })
    void keepsTheRestOfAJsonFile(String before) throws IOException {
        Path file = with("claude-code", before);
        added("claude-code");
        String after = Files.readString(file);
        assertEquals(before, Files.readString(home.resolve(".claude.json.before-wassette")));
        assertEquals(before.contains("\r\n"), after.contains("\r\n") && !after.replace("\r\n", "").contains("\n"));
        assertKept(before, after);
        assertTrue(after.contains("\"wassette\""), after);

        assertEquals(0, run("client", "remove", "claude-code"), err::toString);
        assertEquals(bare(before), bare(Files.readString(file)));
    }

    private static String bare(String json) {
        return json.replaceAll("\\s", "").replaceAll(",?\"mcpServers\":\\{\\}", "");
    }

    /// Every character of the old text is in the new one, in its order, but for the space inside empty braces.
    private static void assertKept(String before, String after) {
        int at = 0;
        for (char each : before.replaceAll("\\{\\s*\\}", "{}").toCharArray()) {
            at = after.indexOf(each, at) + 1;
            assertTrue(at > 0, after);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "model = \"o\" # the best\n\n[mcp_servers.other]\ncommand = 'x'\nargs = [\n  \"[mcp_servers.wassette]\",\n]\n",
        "a = 1",
        "[mcp_servers]\nother = { command = \"x\" }\n[tail]\nx = 1979-05-27T07:32:00Z\r\n",
        "text = \"\"\"\n[not a table]\n\"\"\"\n"
    })
    void keepsTheRestOfATomlFile(String before) throws IOException {
        Path file = with("codex", before);
        added("codex");
        String after = Files.readString(file);
        assertTrue(after.startsWith(before), after);
        added("codex");
        assertEquals(after, Files.readString(file));

        assertEquals(0, run("client", "remove", "codex"), err::toString);
        assertEquals(before.stripTrailing(), Files.readString(file).stripTrailing());
    }

    @Test
    void takesATableOutOfTheMiddle() throws IOException {
        Path file = with("codex", """
                # first
                [mcp_servers.wassette] # ours
                command = "old"
                [mcp_servers.wassette.env]
                A = "1"

                # of the other one
                [mcp_servers."other"]
                command = "x"
                """);
        assertEquals(0, run("client", "remove", "codex"), err::toString);
        assertTrue(Files.readString(file).startsWith("# first\n"), Files.readString(file));
        assertTrue(Files.readString(file).endsWith("[mcp_servers.\"other\"]\ncommand = \"x\"\n"), Files.readString(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vscode | {"servers": {}, // mine |                         is no plain JSON
            vscode | {"servers": {"a": {},}} |                         is no plain JSON
            cursor | [] |                                              must be an object
            cursor | {"mcpServers": []} |                              must hold servers by their names
            cursor | {"mcpServers": {}, "mcpServers": {}} |            is no plain JSON
            codex  | a = |                                             is no valid TOML
            codex  | mcp_servers = 3 |                                 must hold servers by their names
            codex  | mcp_servers = { other = { command = "x" } } |     cannot be changed
            codex  | mcp_servers.wassette.command = "x" |              has another 'wassette'
            """)
    void leavesAloneWhatItDoesNotUnderstand(String client, String text, String reason) throws IOException {
        Path file = with(client, text);
        assertEquals(1, run("client", "add", client, "--write"));
        assertTrue(err.toString().contains(reason) || reason.equals("cannot be changed") && err.toString().contains("is no valid TOML"),
                err::toString);
        assertEquals(text, Files.readString(file));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void replacesAnotherEntryOnlyWhenAsked() throws IOException {
        Path file = with("cursor", "{\"mcpServers\": {\"wassette\": {\"command\": \"/old\"}, \"b\": {}}}");
        assertEquals(1, run("client", "add", "cursor", "--write"));
        assertTrue(err.toString().contains("--replace"), err::toString);
        added("cursor", "--replace");
        assertFalse(Files.readString(file).contains("/old"));
        assertTrue(Files.readString(file).contains("\"b\": {}"), Files.readString(file));
    }

    @Test
    void keepsPermissionsAndLinks() throws IOException {
        Path real = Files.createDirectories(home.resolve("dotfiles")).resolve("claude.json");
        Files.writeString(real, "{\"secret\": 1}");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(file("claude-code"), real);
        added("claude-code");
        assertTrue(Files.isSymbolicLink(file("claude-code")));
        assertTrue(Files.readString(real).contains("wassette"));
        for (Path file : List.of(real, real.resolveSibling("claude.json.before-wassette"))) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void doesNotGoThroughALinkToNowhere() throws IOException {
        Files.createSymbolicLink(file("claude-code"), home.resolve("nowhere"));
        assertEquals(1, run("client", "add", "claude-code", "--write"));
        assertTrue(err.toString().contains("symbolic link"), err::toString);
        assertFalse(Files.exists(home.resolve("nowhere")));
    }

    @Test
    void leavesReadOnlyFilesAlone() throws IOException {
        Path file = with("gemini", "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assertEquals(1, run("client", "add", "gemini", "--write"));
        assertTrue(err.toString().contains("chmod u+w"), err::toString);
        assertEquals("{}", Files.readString(file));
    }

    @Test
    void aFolderInPlaceOfTheFileIsAProblem() throws IOException {
        Files.createDirectories(file("gemini"));
        assertEquals(1, run("client", "add", "gemini", "--write"));
        assertTrue(err.toString().startsWith("Error: "), err::toString);
    }

    @Test
    void listsWhatEachFileSays() throws IOException {
        with("cursor", "{\"mcpServers\": {\"mine\": {\"command\": \"" + home + "/bin/wassette\", \"args\": [\"run\"]}}}");
        with("codex", "a = ");
        with("gemini", "{}");
        with("vscode", "{\"servers\": {\"wassette\": {\"type\": \"http\", \"url\": \"http://127.0.0.1:9001/mcp\"}}}");
        assertEquals(0, run("client", "list", "-o", "table"));
        for (String row : List.of("claude-code  user     no file     .*", "vscode       user     there       .*",
                "cursor       user     broken      .*", "gemini       user     not there   .*", "codex        user     unreadable  .*")) {
            assertTrue(out.toString().lines().anyMatch(line -> line.matches(row)), row + "\n" + out);
        }
        Files.createDirectories(home.resolve("bin"));
        Path program = Files.writeString(home.resolve("bin").resolve("wassette"), "#!/bin/sh\n");
        program.toFile().setExecutable(true);
        assertEquals(0, run("client", "list"));
        assertTrue(out.toString().contains("\"connection\": \"" + program + " run\""), out::toString);
        assertFalse(out.toString().contains("broken"), out::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            client add codex --replace                            | needs '--write'
            client add codex --name a.b                           | invalid value 'a.b'
            client add codex --url ftp://x                        | invalid value 'ftp://x'
            client add codex --token-variable X                   | is for the server at '--url'
            client add codex --url http://h --token-variable a-b  | must be the name of a variable
            client add codex --url http://h --command x           | cannot be used with
            client add emacs                                      | possible values: claude-code
            client add                                            | a value is required for '<CLIENT>'
            """)
    void understandsOnlyWhatHasAMeaning(String line, String message) {
        assertEquals(2, run(line.split(" ")));
        assertTrue(err.toString().contains(message), err::toString);
    }
}
