package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.bootstrap.CommandLine.Ended;
import dev.wassette.component.testkit.ComponentFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `wassette permission ...` and `wassette policy ...` as processes of their own, on the folder of a server.
class PermissionCommandsTest {
    @TempDir
    private Path home;

    private Path folder;
    private CommandLine wassette;

    @BeforeEach
    void start() throws IOException {
        folder = home.resolve("plugins");
        wassette = new CommandLine(home);
    }

    private void known(String component) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(component + ".wasm"), new byte[0]);
    }

    private Ended run(String line) throws Exception {
        return wassette.run((line + " --plugin-dir " + folder).split(" +"));
    }

    private String done(String line) throws Exception {
        Ended ended = run(line);
        assertEquals(0, ended.status(), ended::err);
        assertEquals("", ended.err());
        return ended.out();
    }

    @Test
    void aRunningServerSeesAChangeAtItsNextCall() throws Exception {
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
        var client = new McpClient(home, "serve", "--stdio", "--runtime", "chicory", "--plugin-dir", folder.toString());
        assertFalse(client.call("load-component", "{\"path\":\"" + home.resolve("variables.wasm") + "\"}").failed());
        assertEquals("", client.call("setting", "{\"key\":\"GREETING\"}").text());
        String hint = client.textsOfLastResult().getLast();
        String command = hint.substring(hint.indexOf("or run: ") + "or run: ".length());
        Ended granted = wassette.run(wassette.words(command));
        assertEquals(0, granted.status(), granted::err);
        assertEquals("hello", client.call("setting", "{\"key\":\"GREETING\"}").text());
        done("permission revoke environment-variable variables GREETING");
        assertEquals("", client.call("setting", "{\"key\":\"GREETING\"}").text());
        assertFalse(client.call("unload-component", "{\"id\":\"variables\"}").failed());
        assertEquals("Error: Component not found: variables\n", run("policy get variables").err());
        assertEquals(0, client.end());
    }

    @Test
    void grantsEveryKindAndTellsThePolicy() throws Exception {
        known("tool");
        assertEquals("""
                {
                  "component_id": "tool",
                  "details": {
                    "access": [
                      "read",
                      "write"
                    ],
                    "uri": "fs://work/**"
                  },
                  "permission_type": "storage",
                  "status": "permission granted successfully"
                }
                """, done("permission grant storage tool fs://work/** --access read,write"));
        done("permission grant network tool *.example.com");
        done("permission grant environment-variable tool API_KEY");
        done("permission grant cpu tool 500m");
        assertEquals("""
                {
                  "component_id": "tool",
                  "details": {
                    "resources": {
                      "limits": {
                        "memory": "64Mi"
                      }
                    }
                  },
                  "permission_type": "memory",
                  "status": "permission granted successfully"
                }
                """, done("permission grant memory tool 64Mi"));
        assertEquals("""
                component_id: tool
                permissions:
                  environment:
                    - key: API_KEY
                  network:
                    - host: "*.example.com"
                  resources:
                    limits:
                      cpu: "500m"
                      memory: "64Mi"
                  storage:
                    - access:
                        - read
                        - write
                      uri: "fs://work/**"
                """, done("policy get tool -o yaml"));
        assertTrue(done("permission revoke storage tool fs://work/**").contains("has been revoked"));
        assertTrue(done("permission reset tool").contains("\"permissions reset successfully\""));
        assertEquals("{\n  \"component_id\": \"tool\",\n  \"permissions\": {}\n}\n", done("policy get tool"));
    }

    @Test
    void attachesAPolicyAndSaysWhatIsWrongWithOne() throws Exception {
        known("tool");
        Path policy = home.resolve("mine.yaml");
        Files.writeString(policy, "version: '1.0' # mine\npermissions: {network: {allow: [{host: a.example}]}}\n");
        assertEquals("{\n  \"component_id\": \"tool\",\n  \"policy_uri\": \"file://" + policy
                + "\",\n  \"status\": \"policy attached\"\n}\n", done("policy attach tool file://" + policy));
        assertEquals(Files.readString(policy), Files.readString(folder.resolve("tool.policy.yaml")));
        assertTrue(done("policy get tool").contains("a.example"));
        Files.writeString(policy, "version: '1.0'\npermissions: {network: {allow: [{host: '*.*'}]}}\n");
        Ended refused = run("policy attach tool file://" + policy);
        assertTrue(refused.err().startsWith("Error: Failed to attach a policy to component tool: file://" + policy
                + " is not valid: Permission validation failed: Too many wildcards in host: *.*"), refused.err());
        assertTrue(done("policy get tool").contains("a.example"));
        Files.copy(policy, folder.resolve("tool.policy.yaml"), StandardCopyOption.REPLACE_EXISTING);
        Ended invalid = run("policy get tool");
        assertEquals(1, invalid.status());
        assertTrue(invalid.err().contains("is not valid: Permission validation failed: Too many wildcards in host: *.* "
                + "(line 2,"), invalid.err());
        assertTrue(done("policy detach tool").contains("policy detached"));
        assertFalse(Files.exists(folder.resolve("tool.policy.yaml")));
        assertFalse(Files.exists(folder.resolve("tool.policy.meta.json")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            permission grant network other a.example             | 1 | Error: Component not found: other
            permission revoke network other a.example            | 1 | Error: Component not found: other
            permission reset other                               | 1 | Error: Component not found: other
            policy get ../tool                                   | 1 | Error: Component not found: ../tool
            permission grant storage tool /restricted --access write | 1 | Error: Permission denied: cannot grant write access to /restricted
            permission grant storage tool fs://tool.policy.yaml --access write | 1 | Error: Permission denied: cannot grant write access to
            permission grant storage tool fs:///a --access run   | 1 | Error: Failed to grant storage permission to component tool: Invalid access type: run
            permission grant network tool *.*                    | 1 | Error: Failed to grant network permission to component tool: Too many wildcards in host: *.*
            permission grant memory tool 0                       | 1 | Error: Failed to grant memory permission to component tool: Memory limit cannot be zero: 0
            permission grant storage tool fs:///a                | 2 | error: a value is required for '--access <ACCESS>'
            permission grant network tool                        | 2 | error: a value is required for '<HOST>'
            permission grant                                     | 2 | error: 'grant' needs a subcommand
            permission grant luck tool 7                         | 2 | error: unrecognized subcommand 'luck'
            policy get tool -o xml                               | 2 | error: invalid value 'xml' for '--output-format <FORMAT>'
            """)
    void refuses(String line, int status, String message) throws Exception {
        known("tool");
        Ended ended = run(line);
        assertEquals(status, ended.status(), ended::err);
        assertTrue(ended.err().startsWith(message), ended.err());
        assertEquals("", ended.out());
        assertFalse(Files.exists(folder.resolve("tool.policy.yaml")));
        assertFalse(Files.exists(folder.resolve("other.policy.yaml")));
    }

    @Test
    void takesWordsWithDashesBehindTwoDashes() throws Exception {
        known("-tool");
        Ended ended = wassette.run(List.of("permission", "--plugin-dir", folder.toString(), "grant",
                "environment-variable", "--", "-tool", "--plugin-dir"));
        assertEquals(0, ended.status(), ended::err);
        assertTrue(Files.readString(folder.resolve("-tool.policy.yaml")).contains("- key: --plugin-dir"));
    }
}
