package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.bootstrap.McpClient.ToolResult;
import dev.wassette.component.testkit.ComponentFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers on one folder: one after the other, side by side, and beside a user who moves files.
class ComponentFolderTest {
    private static final String FIVE = "{\"a\":2,\"b\":3}";
    private static final String CHANGED = "notifications/tools/list_changed";

    @TempDir
    private Path home;

    private Path folder;
    private Path source;
    private final List<McpClient> clients = new ArrayList<>();

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(home.resolve("plugins"));
        source = Files.createDirectory(home.resolve("source")).resolve("tools.wasm");
        Files.write(source, ComponentFixtures.read("tools"));
    }

    @AfterEach
    void end() throws Exception {
        for (McpClient client : clients) {
            assertEquals(0, client.end());
        }
    }

    private McpClient start() throws IOException {
        var client = new McpClient(home, "serve", "--runtime", "chicory", "--plugin-dir", folder.toString());
        clients.add(client);
        return client;
    }

    private void load(McpClient client) throws IOException {
        ToolResult loaded = client.call("load-component", "{\"path\":\"" + source + "\"}");
        assertFalse(loaded.failed(), loaded.text());
    }

    private static boolean lists(McpClient client, String tool) throws IOException {
        return client.request("tools/list", "{}").toString().contains("name=JsonString[value=" + tool + "]");
    }

    private static void waitForNews(McpClient client) throws Exception {
        for (int tries = 0; tries < 200; tries++) {
            client.request("ping", "{}");
            if (client.notificationsBeforeLastAnswer().contains(CHANGED)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("nobody said that the tools have changed");
    }

    @Test
    void theNextServerOffersWhatWasLoaded() throws Exception {
        McpClient first = start();
        load(first);
        assertEquals(0, first.end());
        McpClient second = start();
        assertTrue(lists(second, "add"));
        assertEquals("5", second.call("add", FIVE).text());
        assertEquals(List.of(), second.notificationsBeforeLastAnswer());
        String metadata = Files.readString(folder.resolve("tools.metadata.json"));
        assertTrue(metadata.contains("\"source_uri\": \"" + source.toUri() + "\""), metadata);
    }

    @Test
    void whatIsCopiedIntoTheFolderIsOfferedAndSaid() throws Exception {
        McpClient client = start();
        assertFalse(lists(client, "add"));
        Files.copy(source, folder.resolve("copied.wasm"));
        waitForNews(client);
        assertTrue(lists(client, "add"));
        assertEquals("5", client.call("copied_add", FIVE).text());
        Files.delete(folder.resolve("copied.wasm"));
        waitForNews(client);
        assertFalse(lists(client, "add"));
    }

    @Test
    void whatLaysThereBeforeTheStartIsOfferedInTheFirstList() throws Exception {
        Files.copy(source, folder.resolve("copied.wasm"));
        McpClient client = start();
        assertTrue(lists(client, "add"));
        assertEquals("5", client.call("add", FIVE).text());
    }

    @Test
    void oneServerSeesWhatAnotherDoes() throws Exception {
        McpClient one = start();
        McpClient other = start();
        load(one);
        assertEquals("5", other.call("add", FIVE).text());
        Files.write(source, ComponentFixtures.read("variables"));
        load(one);
        assertTrue(other.call("add", FIVE).failed());
        assertEquals("", other.call("first-variable", "{}").text());
        assertFalse(one.call("unload-component", "{\"id\":\"tools\"}").failed());
        assertTrue(other.call("first-variable", "{}").text().contains("Tool not found"));
        assertFalse(lists(other, "first-variable"));
    }

    @Test
    void whatIsDamagedIsLeftOutAndEverythingElseStarts() throws Exception {
        McpClient first = start();
        load(first);
        assertEquals(0, first.end());
        Files.writeString(folder.resolve("tools.metadata.json"), "{\"format\": 1, ");
        Files.writeString(folder.resolve("broken.wasm"), "not a component");
        Files.write(folder.resolve("imports.wasm"), ComponentFixtures.read("imports"));
        McpClient second = start();
        assertTrue(lists(second, "add"));
        assertEquals("5", second.call("add", FIVE).text());
        String list = second.call("list-components", "{}").text();
        assertTrue(list.contains("{\"id\":\"broken\",\"schema\":null,\"tools_count\":0,\"problem\":\""), list);
        assertTrue(list.contains("\"total\":3"), list);
        assertEquals("not a component", Files.readString(folder.resolve("broken.wasm")));
        assertFalse(second.call("unload-component", "{\"id\":\"broken\"}").failed());
        assertFalse(Files.exists(folder.resolve("broken.wasm")));
        assertFalse(second.call("list-components", "{}").text().contains("broken"));
    }

    @Test
    void aBrokenReplacementLeavesTheOldOneServing() throws Exception {
        McpClient client = start();
        load(client);
        assertEquals("5", client.call("add", FIVE).text());
        Files.writeString(folder.resolve("tools.wasm"), "not a component");
        assertEquals("5", client.call("add", FIVE).text());
        String list = client.call("list-components", "{}").text();
        for (int i = 0; i < 200 && !list.contains("\"problem\":\""); i++) { // until it has been tried
            Thread.sleep(100);
            list = client.call("list-components", "{}").text();
        }
        assertTrue(list.contains("\"problem\":\"") && list.contains("\"name\":\"add\""), list);
        Files.write(folder.resolve("tools.wasm"), ComponentFixtures.read("variables"));
        assertFalse(client.call("list-components", "{}").text().contains("problem"));
        assertEquals("", client.call("first-variable", "{}").text());
    }
}
