package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.bootstrap.CommandLine.Ended;
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

/// A server that runs, and commands as processes of their own, on one folder: what one changes the other sees.
class SharedFolderTest {
    private static final String GREETING = "{\"key\":\"GREETING\"}";

    @TempDir
    private Path temporary;

    private Path home;
    private CommandLine wassette;
    private McpClient client;

    @BeforeEach
    void start() throws IOException {
        home = temporary.toRealPath();
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
        Files.write(home.resolve("tools.wasm"), ComponentFixtures.read("tools"));
        wassette = new CommandLine(home);
        client = new McpClient(home, "serve", "--stdio", "--runtime", "chicory");
    }

    @AfterEach
    void stop() throws Exception {
        assertEquals(0, client.end());
    }

    private String done(String line) throws Exception {
        Ended ended = wassette.run(line.split(" "));
        assertEquals(0, ended.status(), ended::err);
        return ended.out();
    }

    private String setting() throws IOException {
        return client.call("setting", GREETING).text();
    }

    private boolean lists(String tool) throws IOException {
        return client.request("tools/list", "{}").toString().contains("name=JsonString[value=" + tool + "]");
    }

    @Test
    void theServerSeesWhatCommandsChange() throws Exception {
        assertFalse(lists("setting"));
        done("component load ./variables.wasm --runtime chicory");
        assertTrue(lists("setting"));
        assertEquals("", setting());
        done("permission grant environment-variable variables GREETING");
        assertEquals("hello", setting());
        done("secret set variables GREETING=secret");
        assertEquals("secret", setting());
        done("secret delete variables GREETING");
        assertEquals("hello", setting());
        done("permission revoke environment-variable variables GREETING");
        assertEquals("", setting());
        Path policy = Files.writeString(home.resolve("policy.yaml"),
                "version: '1.0'\npermissions: {environment: {allow: [{key: GREETING}]}}\n");
        done("policy attach variables file://" + policy);
        assertEquals("hello", setting());
        done("permission reset variables --dry-run");
        assertEquals("hello", setting());
        done("policy detach variables");
        assertEquals("", setting());
        Files.copy(home.resolve("tools.wasm"), home.resolve("other.wasm"));
        done("component load ./other.wasm --runtime chicory");
        assertEquals("5", client.call("add", "{\"a\":2,\"b\":3}").text());
        done("component unload variables");
        assertTrue(client.call("setting", GREETING).failed());
        assertFalse(lists("setting"));
        assertTrue(lists("add"));
    }

    @Test
    void commandsSeeWhatTheServerChanges() throws Exception {
        assertEquals("{\n  \"components\": [],\n  \"total\": 0\n}\n", done("component list"));
        assertFalse(client.call("load-component", "{\"path\":\"" + home.resolve("variables.wasm") + "\"}").failed());
        assertTrue(done("component list").contains("\"id\": \"variables\""));
        client.call("grant-network-permission", "{\"component_id\":\"variables\",\"details\":{\"host\":\"a.example\"}}");
        done("permission deny network variables 10.0.0.0/8");
        client.call("grant-network-permission", "{\"component_id\":\"variables\",\"details\":{\"host\":\"b.example\"}}");
        assertEquals("""
                Permission | Rule  | Entry
                -----------|-------|-----------
                network    | allow | a.example
                network    | allow | b.example
                network    | deny  | 10.0.0.0/8
                """, done("policy get variables -o table"));
        client.call("revoke-network-permission", "{\"component_id\":\"variables\",\"details\":{\"host\":\"a.example\"}}");
        assertFalse(done("policy get variables").contains("a.example"));
        client.call("reset-permission", "{\"component_id\":\"variables\"}");
        assertTrue(done("policy get variables").contains("\"permissions\": {}"));
        assertFalse(client.call("unload-component", "{\"id\":\"variables\"}").failed());
        assertEquals("Error: Component not found: variables\n", wassette.run("policy", "get", "variables").err());
    }

    /// Each grant is kept, though several processes write one policy at once.
    @Test
    void nothingIsLostWhenBothChangeAtOnce() throws Exception {
        done("component load ./variables.wasm --runtime chicory");
        List<Process> commands = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            commands.add(wassette.start(List.of("permission", "grant", "network", "variables", "command" + i + ".example"),
                    home.resolve("out" + i), home.resolve("err" + i)));
            assertFalse(client.call("grant-network-permission",
                    "{\"component_id\":\"variables\",\"details\":{\"host\":\"server" + i + ".example\"}}").failed());
        }
        for (Process command : commands) {
            assertEquals(0, command.waitFor());
        }
        String policy = done("policy get variables");
        for (int i = 0; i < 4; i++) {
            assertTrue(policy.contains("command" + i + ".example") && policy.contains("server" + i + ".example"), policy);
        }
    }
}
