package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.bootstrap.McpClient.ToolResult;
import dev.wassette.component.testkit.ComponentFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Permissions through the whole server: what a client grants is what the guest of the next call has. The process has a
/// variable `GREETING` with the value `hello`.
@ParameterizedClass
@ValueSource(strings = {"chicory", "wasmtime"})
class PermissionsServeTest {
    private static final String GREETING =
            "{\"component_id\":\"variables\",\"details\":{\"key\":\"GREETING\"}}";

    @Parameter
    private String engine;

    @TempDir
    private Path home;

    private Path folder;
    private McpClient client;

    @BeforeEach
    void start() throws IOException {
        folder = home.resolve("plugins");
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
        client = new McpClient(home, "serve", "--stdio", "--runtime", engine, "--plugin-dir", folder.toString());
        load();
    }

    @AfterEach
    void stop() throws Exception {
        assertEquals(0, client.end());
    }

    private void load() throws IOException {
        assertFalse(client.call("load-component", "{\"path\":\"" + home.resolve("variables.wasm") + "\"}").failed());
    }

    private Path policyFile() {
        return folder.resolve("variables.policy.yaml");
    }

    private String variable() throws IOException {
        return client.call("first-variable", "{}").text();
    }

    private String setting() throws IOException {
        return client.call("setting", "{\"key\":\"GREETING\"}").text();
    }

    private ToolResult ask(String tool) throws IOException {
        return client.call(tool, "{\"component_id\":\"variables\"}");
    }

    @Test
    void aVariableIsSeenFromItsGrantToItsRevocation() throws IOException {
        assertEquals("", variable());
        assertEquals("", setting());
        assertFalse(client.call("grant-environment-variable-permission", GREETING).failed());
        assertEquals("hello", variable());
        assertEquals("hello", setting());
        assertEquals(1, client.textsOfLastResult().size());
        assertFalse(client.call("revoke-environment-variable-permission", GREETING).failed());
        assertEquals("", variable());
        assertEquals("", setting());
    }

    @Test
    void aDenialNamesTheGrantAndTheGrantHelps() throws IOException {
        assertEquals("", setting());
        assertEquals(List.of("", "Component 'variables' was denied the environment variable 'GREETING'. If the user wants "
                + "that, call grant-environment-variable-permission with " + GREETING + ", or run: wassette permission "
                + "grant environment-variable variables GREETING --plugin-dir " + folder), client.textsOfLastResult());
        assertFalse(client.call("grant-environment-variable-permission", GREETING).failed());
        assertEquals("hello", setting());
    }

    @Test
    void anEditedPolicyHoldsFromTheNextCallAndABrokenOneDoesNot() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(policyFile(), "version: '1.0'\npermissions: {environment: {allow: [{key: GREETING}]}}");
        assertEquals("hello", variable());
        Files.writeString(policyFile(), "version: '1.0'\npermissions: {environment: {allow: [{key: '*'}]}}");
        assertEquals("hello", variable());
        ToolResult refused = client.call("grant-environment-variable-permission", GREETING);
        assertTrue(refused.failed() && refused.text().contains("No wildcards allowed in environment keys: *"),
                refused.text());
        Files.writeString(policyFile(), "version: '1.0'\npermissions: {}");
        assertEquals("", variable());
        Files.writeString(policyFile(), "version: '1.0'\npermissions: {environment: {allow: [{key: GREETING}]}}");
        assertEquals("hello", variable());
        Files.delete(policyFile());
        assertEquals("", variable());
    }

    @Test
    void resetAndUnloadTakeEverythingAway() throws IOException {
        client.call("grant-environment-variable-permission", GREETING);
        assertEquals("hello", variable());
        assertFalse(ask("reset-permission").failed());
        assertEquals("", variable());
        client.call("grant-environment-variable-permission", GREETING);
        assertTrue(Files.exists(policyFile()));
        assertFalse(client.call("unload-component", "{\"id\":\"variables\"}").failed());
        load();
        assertEquals("", variable());
    }

    @Test
    void tellsThePolicy() throws IOException {
        assertEquals("{\"status\":\"no policy found\",\"component_id\":\"variables\"}", ask("get-policy").text());
        client.call("grant-environment-variable-permission", GREETING);
        client.call("grant-storage-permission", "{\"component_id\":\"variables\",\"details\":"
                + "{\"uri\":\"fs://work/**\",\"access\":[\"read\",\"write\"]}}");
        client.call("grant-network-permission",
                "{\"component_id\":\"variables\",\"details\":{\"host\":\"*.example.com\"}}");
        String text = ask("get-policy").text();
        assertTrue(text.contains("\"local_path\":\"" + policyFile() + "\""), text);
        assertTrue(text.endsWith("\"permissions\":{\"storage\":[{\"uri\":\"fs://work/**\",\"access\":[\"read\","
                + "\"write\"]}],\"network\":[{\"host\":\"*.example.com\"}],\"environment\":[{\"key\":\"GREETING\"}]}}"),
                text);
        assertEquals("""
                version: '1.0'
                description: 'Auto-generated policy for component: variables'
                permissions:
                  environment:
                    allow:
                    - key: GREETING
                  storage:
                    allow:
                    - uri: fs://work/**
                      access: [read, write]
                  network:
                    allow:
                    - host: '*.example.com'
                """, Files.readString(policyFile()));
    }

    @Test
    void nobodyIsGivenWhatPoliciesAreMadeOf() throws IOException {
        for (String uri : List.of("fs://variables.policy.yaml", "fs://other.wasm", "fs://" + folder + "/x.policy.yaml",
                "fs://" + home.resolve("config") + "/wassette/secrets", "fs://" + home.resolve("state") + "/wassette/**",
                "fs://../x", "/etc", "file:///etc")) {
            ToolResult result = client.call("grant-storage-permission", "{\"component_id\":\"variables\",\"details\":"
                    + "{\"uri\":\"" + uri + "\",\"access\":[\"write\"]}}");
            assertTrue(result.failed(), uri);
            assertFalse(Files.exists(policyFile()), uri);
        }
    }

    @Test
    void aLimitOfThePolicyEndsTheCallAndIsNamed() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(policyFile(), "version: '1.0'\npermissions: {resources: {limits: {result_size: 10}}, "
                + "environment: {allow: [{key: GREETING}]}}");
        ToolResult result = client.call("first-variable", "{}");
        assertTrue(result.failed() && result.text().contains("permissions.resources.limits.result_size"), result.text());
    }
}
