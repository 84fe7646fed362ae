package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.bootstrap.CommandLine.Ended;
import dev.wassette.component.testkit.ComponentFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The record of what is done, through the whole server and the command line.
class AuditTrailTest {
    private static final String GREETING = "{\"component_id\":\"variables\",\"details\":{\"key\":\"GREETING\"}}";

    @TempDir
    private Path home;

    private McpClient serve(String... more) throws Exception {
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
        List<String> arguments = new ArrayList<>(
                List.of("serve", "--runtime", "chicory", "--plugin-dir", home.resolve("plugins").toString()));
        arguments.addAll(List.of(more));
        var client = new McpClient(home, arguments.toArray(String[]::new));
        assertFalse(client.call("load-component", "{\"path\":\"" + home.resolve("variables.wasm") + "\"}").failed());
        return client;
    }

    private static List<JsonObject> entries(Path file) throws Exception {
        List<JsonObject> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            entries.add((JsonObject) JsonText.parse(line));
        }
        return entries;
    }

    private static String text(JsonObject entry, String member) {
        return entry.get(member).map(value -> ((JsonString) value).value()).orElse("");
    }

    @Test
    void hasWhoDidWhatToWhatAndHowItEnded() throws Exception {
        var client = serve();
        client.call("setting", "{\"key\":\"GREETING\"}");
        client.call("grant-environment-variable-permission", GREETING);
        client.call("setting", "{\"key\":\"GREETING\"}");
        Ended set = new CommandLine(home).run("secret", "set", "variables", "GREETING", "s3cr3t", "--plugin-dir",
                home.resolve("plugins").toString());
        assertEquals(0, set.status(), set::err);
        assertEquals("s3cr3t", client.call("setting", "{\"key\":\"GREETING\"}").text());
        assertEquals(0, client.end());
        Path file = home.resolve("state/wassette/audit.jsonl");
        List<JsonObject> entries = entries(file);
        assertEquals(List.of("load", "call", "denied", "grant", "call", "secret-set", "call"),
                entries.stream().map(entry -> text(entry, "event")).toList());
        assertEquals(List.of("session 1 (test 1)"), entries.stream().map(entry -> text(entry, "by")).distinct()
                .filter(name -> !name.startsWith("command line of ")).toList());
        assertTrue(text(entries.get(5), "by").startsWith("command line of "), entries.get(5)::toString);
        assertEquals("<redacted>", text((JsonObject) entries.get(1).get("arguments").orElseThrow(), "key"));
        assertTrue(text(entries.get(2), "grant").startsWith("wassette permission grant environment-variable variables "
                + "GREETING"), entries.get(2)::toString);
        assertFalse(Files.readString(file).contains("s3cr3t"));
    }

    @Test
    void liesWhereTheUserWantsItAndNoComponentGetsAtIt() throws Exception {
        Path file = home.resolve("records/mine.jsonl");
        var client = serve("--audit-log", file.toString());
        for (String path : List.of(file.toString(), file + ".1", file + ".lock")) {
            assertTrue(client.call("grant-storage-permission", "{\"component_id\":\"variables\",\"details\":{\"uri\":\"fs://"
                    + path + "\",\"access\":[\"write\"]}}").failed(), path);
        }
        assertEquals(0, client.end());
        assertEquals(4, entries(file).size());
        assertFalse(Files.exists(home.resolve("state/wassette/audit.jsonl")));
    }

    @Test
    void nothingIsDoneWithoutTheOneThatTheUserNamed() throws Exception {
        Path file = Files.createDirectories(home.resolve("folder"));
        var wassette = new CommandLine(home);
        Files.write(Files.createDirectories(home.resolve("plugins")).resolve("tool.wasm"), new byte[0]);
        for (List<String> command : List.of(List.of("serve"), List.of("secret", "set", "tool", "A=1"),
                List.of("permission", "reset", "tool"))) {
            List<String> words = new ArrayList<>(command);
            words.addAll(List.of("--plugin-dir", home.resolve("plugins").toString(), "--audit-log", file.toString()));
            Ended ended = wassette.run(words);
            assertEquals(1, ended.status(), ended::err);
            assertTrue(ended.err().contains("The audit trail " + file + " cannot be written"), ended.err());
        }
        assertFalse(Files.exists(home.resolve("config/wassette/secrets")));
        Ended off = wassette.run("permission", "reset", "tool", "--plugin-dir", home.resolve("plugins").toString(),
                "--audit-log", "off");
        assertEquals(0, off.status(), off::err);
        assertFalse(Files.exists(home.resolve("state/wassette/audit.jsonl")));
    }
}
