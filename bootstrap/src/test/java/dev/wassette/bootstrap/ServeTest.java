package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.bootstrap.McpClient.ToolResult;
import dev.wassette.component.testkit.ComponentFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole server, from a line of the client to the guest and back, on every engine.
@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class ServeTest {
    @Parameter
    private String engine;

    @TempDir
    private Path home;

    private McpClient client;

    @BeforeEach
    void start() throws IOException {
        Files.write(home.resolve("tools.wasm"), ComponentFixtures.read("tools"));
        client = new McpClient(home, "serve", "--stdio", "--runtime", engine);
    }

    @AfterEach
    void stop() throws Exception {
        assertEquals(0, client.end());
    }

    private ToolResult load(String file) throws IOException {
        return client.call("load-component", "{\"path\":\"" + home.resolve(file) + "\"}");
    }

    private void loadTools() throws IOException {
        assertFalse(load("tools.wasm").failed());
    }

    private void assertRefused(ToolResult result, String... parts) throws IOException {
        assertTrue(result.failed(), result.text());
        for (String part : parts) {
            assertTrue(result.text().contains(part), result.text());
        }
        assertFalse(result.text().contains("Exception"), result.text());
    }

    private void assertStillServing() throws IOException {
        assertEquals("5", client.call("add", "{\"a\":2,\"b\":3}").text());
    }

    @Test
    void loadsCallsAndUnloads() throws IOException {
        ToolResult loaded = load("tools.wasm");
        assertTrue(loaded.text().contains("component loaded successfully"), loaded.text());
        assertEquals(List.of("notifications/tools/list_changed"), client.notificationsBeforeLastAnswer());
        assertTrue(load("tools.wasm").text().contains("component reloaded successfully"));
        assertEquals(new ToolResult(false, "5", "{\"result\":5}"), client.call("add", "{\"a\":2,\"b\":3}"));
        assertEquals("{\"result\":\"hé\"}", client.call("echo", "{\"text\":\"hé\"}").structured());
        assertFalse(client.call("unload-component", "{\"id\":\"tools\"}").failed());
        assertEquals(List.of("notifications/tools/list_changed"), client.notificationsBeforeLastAnswer());
        assertRefused(client.call("add", "{\"a\":2,\"b\":3}"), "Tool not found");
    }

    @Test
    void listsToolsWithTheirSchemas() throws IOException {
        loadTools();
        String tools = JsonText.compact(client.request("tools/list", "{}"));
        assertTrue(tools.contains("\"name\":\"use-memory\""), tools);
        assertTrue(tools.contains("\"name\":\"load-component\""), tools);
        assertTrue(tools.indexOf("use-memory") < tools.indexOf("load-component"), "component tools come first");
    }

    @Test
    void reportsATrapAnExitAndWrongArguments() throws IOException {
        loadTools();
        assertRefused(client.call("crash", "{}"), "unreachable");
        assertRefused(client.call("recurse-forever", "{}"), "recurse-forever");
        assertRefused(client.call("leave", "{\"failed\":true}"), "exit status 1");
        assertRefused(client.call("add", "{\"a\":\"x\",\"b\":3}"), "$.a");
        assertRefused(client.call("add", "{\"a\":1}"), "b");
        assertRefused(client.call("add", "{\"a\":2147483648,\"b\":0}"), "$.a");
        assertStillServing();
    }

    @Test
    void refusesWhatIsNoComponent() throws IOException {
        loadTools();
        byte[] component = ComponentFixtures.read("tools");
        byte[] coreModule = {0, 'a', 's', 'm', 1, 0, 0, 0};
        Files.writeString(home.resolve("text.wasm"), "not a component");
        Files.write(home.resolve("core.wasm"), coreModule);
        Files.write(home.resolve("truncated.wasm"), Arrays.copyOf(component, component.length / 2));
        Files.write(home.resolve("empty.wasm"), new byte[0]);
        Files.write(home.resolve("imports.wasm"), ComponentFixtures.read("imports"));
        assertRefused(load("text.wasm"), "text.wasm", "at byte 0");
        assertRefused(load("core.wasm"), "core module");
        assertRefused(load("truncated.wasm"), "at byte");
        assertRefused(load("empty.wasm"), "empty.wasm");
        assertRefused(load("imports.wasm"), "import");
        assertRefused(load("missing.wasm"), "does not exist");
        assertRefused(client.call("load-component", "{\"path\":\"oci://example.com/x:1\"}"), "oci");
        assertStillServing();
    }

    @Test
    void keepsTheOldComponentWhenTheNewOneIsBroken() throws IOException {
        loadTools();
        Files.writeString(home.resolve("tools.wasm"), "broken");
        assertRefused(load("tools.wasm"), "tools.wasm");
        assertStillServing();
    }

    @Test
    void answersUnknownMethodsAtOnce() throws IOException {
        String answer = JsonText.compact(client.request("server/discover", "{}"));
        assertTrue(answer.contains("-32601"), answer);
    }

    @Test
    void survivesAnArgumentOfAHundredMegabytes() throws IOException {
        loadTools();
        client.send("{\"jsonrpc\":\"2.0\",\"id\":77,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\","
                + "\"arguments\":{\"text\":\"" + "x".repeat(100_000_000) + "\"}}}");
        String answer = JsonText.compact(client.answer());
        assertTrue(answer.contains("error") && answer.length() < 2_000, answer);
        assertStillServing();
    }

    @Test
    void answersAllCallsThatRunWhenTheClientHasGone() throws IOException {
        loadTools();
        for (int id = 101; id <= 104; id++) {
            client.send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":"
                    + "{\"name\":\"sleep\",\"arguments\":{\"ms\":100}}}");
        }
        try {
            assertEquals(0, client.end());
        } catch (Exception e) {
            throw new IOException(e);
        }
        for (int answers = 0; answers < 4; answers++) {
            assertTrue(JsonText.compact(client.answer()).contains("\"result\""));
        }
    }

    @Test
    void doesNotTrustCompiledCodeThatItDidNotKeep() throws Exception {
        loadTools();
        client.end();
        for (Path entry : compiledCode()) {
            Files.writeString(entry, "forged");
        }
        client = new McpClient(home, "serve", "--runtime", engine);
        loadTools();
        assertStillServing();
    }

    private List<Path> compiledCode() throws IOException {
        try (var files = Files.list(home.resolve("cache/wassette/code"))) {
            List<Path> entries = files.toList();
            assertFalse(entries.isEmpty(), "the code was not kept");
            return entries;
        }
    }
}
