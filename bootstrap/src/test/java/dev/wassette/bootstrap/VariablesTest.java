package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.testkit.ComponentFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a granted variable gets its value from. The process has a variable `GREETING` with the value `hello`.
class VariablesTest {
    @TempDir
    private Path home;

    private String setting(McpClient client, String key) throws Exception {
        return client.call("setting", "{\"key\":\"" + key + "\"}").text();
    }

    @Test
    void whatBelongsToTheServerIsNobodysVariableOrFile() throws Exception {
        Path folder = Files.createDirectories(home.resolve("plugins"));
        Files.writeString(home.resolve(".env"), "A=file\n");
        Files.writeString(folder.resolve("variables.policy.yaml"), "version: '1.0'\npermissions: {environment: {allow: "
                + "[{key: WASSETTE_AUTH_TOKEN}, {key: A}]}}");
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
        var client = new McpClient(home, Map.of("WASSETTE_AUTH_TOKEN", "s3cr3t"), "serve", "--runtime", "chicory",
                "--plugin-dir", folder.toString(), "--env-file", home.resolve(".env").toString(),
                "--auth-token-file", home.resolve("token").toString());
        assertFalse(client.call("load-component", "{\"path\":\"" + home.resolve("variables.wasm") + "\"}").failed());
        assertEquals("file", setting(client, "A"));
        assertEquals("", setting(client, "WASSETTE_AUTH_TOKEN"));
        for (String name : List.of(".env", "token")) {
            assertTrue(client.call("grant-storage-permission", "{\"component_id\":\"variables\",\"details\":{\"uri\":\"fs://"
                    + home.resolve(name) + "\",\"access\":[\"read\"]}}").failed(), name);
        }
        assertEquals(0, client.end());
    }

    @Test
    void theStrongestSourceWins() throws Exception {
        Path folder = Files.createDirectories(home.resolve("plugins"));
        Path configuration = Files.createDirectories(home.resolve("config/wassette")).resolve("config.toml");
        Files.writeString(configuration, """
                [environment_vars]
                A = "configured"
                B = "configured"
                C = "configured"
                HIDDEN = "configured"
                """);
        Files.writeString(home.resolve(".env"), "A=file\nB=file\nGREETING=file\n");
        Files.writeString(folder.resolve("variables.policy.yaml"), "version: '1.0'\npermissions: {environment: {allow: "
                + "[{key: A}, {key: B}, {key: C}, {key: GREETING}, {key: UNSET}]}}");
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
        var client = new McpClient(home, "serve", "--runtime", "chicory", "--plugin-dir", folder.toString(),
                "--env", "A=flag", "--env-file", home.resolve(".env").toString());
        assertFalse(client.call("load-component", "{\"path\":\"" + home.resolve("variables.wasm") + "\"}").failed());
        assertEquals("flag", setting(client, "A"));
        assertEquals("file", setting(client, "B"));
        assertEquals("configured", setting(client, "C"));
        assertEquals("file", setting(client, "GREETING"));
        assertEquals("", setting(client, "HIDDEN"));
        assertTrue(client.textsOfLastResult().getLast().contains("permission grant environment-variable variables HIDDEN"));
        assertEquals("", setting(client, "UNSET"));
        assertTrue(client.textsOfLastResult().getLast().startsWith("Component 'variables' may read the environment "
                + "variable 'UNSET', but it is not set."), client.textsOfLastResult().getLast());
        assertEquals(0, client.end());
    }
}
