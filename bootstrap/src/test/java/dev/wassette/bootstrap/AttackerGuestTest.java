package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.bootstrap.McpClient.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A component that uses up what its policy gives it: the call ends with a sentence that names the limit by its key in
/// the policy, and the next call works. The whole server is behind it.
@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class AttackerGuestTest {
    @Parameter
    private String engine;

    @TempDir
    private Path home;

    private EchoServer server;
    private McpClient client;

    @BeforeEach
    void start() throws Exception {
        Path built = GuestProgram.requireBuilt("attacker");
        server = new EchoServer();
        Files.createDirectories(home.resolve("plugins"));
        Files.createDirectories(home.resolve("work"));
        Files.writeString(home.resolve("work/a.txt"), "hello");
        client = new McpClient(home, "serve", "--stdio", "--runtime", engine, "--plugin-dir",
                home.resolve("plugins").toString());
        ToolResult loaded = client.call("load-component",
                JsonText.compact(JsonObject.empty().with("path", new JsonString(built.toString()))));
        assertTrue(!loaded.failed(), loaded.text());
    }

    @AfterEach
    void stop() throws Exception {
        if (client != null) {
            assertEquals(0, client.end());
            server.close();
        }
    }

    private ToolResult attack(String limit, String command) throws Exception {
        allow(limit);
        return client.call("attack", arguments(command));
    }

    private void allow(String limit) throws Exception {
        Files.writeString(home.resolve("plugins/attacker.policy.yaml"), """
                version: '1.0'
                permissions:
                  network: {allow: [{host: '%s'}]}
                  storage: {allow: [{uri: 'fs://%s/**', access: [read]}]}
                  resources: {limits: {%s}}
                """.formatted(server.authority(), home.resolve("work"), limit));
    }

    private String arguments(String command) {
        String words = Arrays.stream(command.replace("URL", "http://" + server.authority() + "/").split(" "))
                .map(word -> '"' + word + '"').collect(Collectors.joining(","));
        return "{\"words\":[" + words + "]}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "wall_time: 300ms    | sleep 60000       | wall_time",
        "cpu_time: 200ms     | spin              | cpu_time",
        "result_size: 100000 | result 1          | result_size",
        "open_handles: 100   | handles 200       | open_handles",
        "open_handles: 100   | fields 200        | open_handles",
        "open_files: 10      | files 20 a.txt    | open_files",
        "memory: 64Ki        | sleep 1           | memory",
        "table_elements: 1   | sleep 1           | table_elements",
        "request_body: 5000  | upload URL 10000  | request_body",
        "response_body: 5    | download URL      | response_body",
        "memory: 64Mi        | allocate 100      | memory",
    })
    void endsTheCallAndNamesTheLimit(String limit, String command, String key) throws Exception {
        ToolResult ended = attack(limit, command);
        assertTrue(ended.failed(), ended.text());
        assertTrue(ended.text().contains("permissions.resources.limits." + key + " "), ended.text());
        assertEquals("\"hello\"", attack("memory: 64Mi", "get URL ; handles 1 ; read a.txt").text());
    }

    @Test
    void namesTheLimitThatKeepsAComponentFromStartingAndNoOther() throws Exception {
        String memory = attack("memory: 64Ki", "sleep 1").text();
        assertTrue(!memory.contains("table_elements"), memory);
        String table = attack("table_elements: 1", "sleep 1").text();
        assertTrue(!table.contains("limits.memory"), table);
    }

    @Test
    void takesNoMorePlacesThanItIsGiven() throws Exception {
        allow("concurrent_calls: 1");
        client.send("{\"jsonrpc\":\"2.0\",\"id\":\"long\",\"method\":\"tools/call\",\"params\":{\"name\":\"attack\","
                + "\"arguments\":" + arguments("sleep 3000") + "}}");
        Thread.sleep(500);
        ToolResult second = attack("concurrent_calls: 1, wall_time: 200ms", "sleep 1");
        assertTrue(second.failed() && second.text().contains("permissions.resources.limits.concurrent_calls "), second.text());
        assertEquals("\"long\"", JsonText.compact(client.answer().get("id").orElseThrow()));
        assertEquals("ok", attack("concurrent_calls: 1", "sleep 1").text());
    }

    @ParameterizedTest
    @CsvSource({"memory: 64Mi, 2 MiB", "stack: 128Ki, 128 KiB", "stack: 1000000, 976 KiB", "stack: 16Mi, MiB"})
    void endsEndlessRecursion(String limit, String size) throws Exception {
        for (int i = 0; i < 3; i++) {
            ToolResult ended = attack(limit, "recurse");
            assertTrue(ended.failed() && ended.text().contains(size + " of stack")
                    && ended.text().contains("permissions.resources.limits.stack "), ended.text());
            assertEquals("ok", attack(limit, "sleep 1").text());
        }
    }

    /// What passes with the usual stack is refused with less, and what is refused with the usual stack passes with more.
    @Test
    void callsGoAsDeepAsThePolicyAllows() throws Exception {
        int depth = 64;
        while (!attack("memory: 64Mi", "depth " + depth).failed()) {
            depth *= 2;
        }
        assertTrue(attack("stack: 128Ki", "depth " + depth / 2).failed());
        assertEquals("ok", attack("stack: 128Ki", "depth 10").text());
        assertEquals("ok", attack("memory: 64Mi", "depth " + depth / 2).text());
        ToolResult raised = attack("stack: 16Mi", "depth " + depth);
        boolean canHaveMore = !engine.equals("wasmtime-bundled");
        assertEquals(!canHaveMore, raised.failed(), raised.text());
        assertTrue(canHaveMore || raised.text().contains("the most that the engine wasmtime-bundled has"), raised.text());
    }
}
