package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.bootstrap.CommandLine.Ended;
import dev.wassette.component.testkit.ComponentFixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Secrets from `wassette secret` to a guest of a running server. The process has a variable `GREETING` with the value
/// `hello`.
class SecretsTest {
    @TempDir
    private Path home;

    private String done(CommandLine wassette, String line) throws Exception {
        Ended ended = wassette.run((line + " --plugin-dir " + home.resolve("plugins")).split(" +"));
        assertEquals(0, ended.status(), ended::err);
        return ended.out();
    }

    @Test
    void aRunningServerGivesThemToWhomThePolicyNames() throws Exception {
        var wassette = new CommandLine(home);
        Path secrets = home.resolve("config/wassette/secrets/variables.yaml");
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
        var client = new McpClient(home, "serve", "--runtime", "chicory", "--plugin-dir",
                home.resolve("plugins").toString(), "--env", "GREETING=flag");
        assertFalse(client.call("load-component", "{\"path\":\"" + home.resolve("variables.wasm") + "\"}").failed());
        assertTrue(done(wassette, "secret set variables GREETING s3cr3t").contains("\"Set 1 secret(s) for component\""));
        assertEquals("GREETING: \"s3cr3t\"\n", Files.readString(secrets));
        assertEquals("", setting(client));
        done(wassette, "permission grant environment-variable variables GREETING");
        assertEquals("s3cr3t", setting(client));
        done(wassette, "secret set variables GREETING=other");
        assertEquals("other", setting(client));
        assertFalse(done(wassette, "secret list variables").contains("other"));
        assertTrue(done(wassette, "secret list variables --show-values --yes").contains("other"));
        for (String uri : new String[] {"fs://" + secrets, "fs://" + secrets.getParent() + "/**"}) {
            assertTrue(client.call("grant-storage-permission", "{\"component_id\":\"variables\",\"details\":{\"uri\":\""
                    + uri + "\",\"access\":[\"read\"]}}").failed(), uri);
        }
        assertTrue(done(wassette, "secret delete variables GREETING").contains("\"Deleted 1 secret(s) from component\""));
        assertEquals("flag", setting(client));
        assertFalse(Files.exists(secrets));
        assertEquals(0, client.end());
    }

    @Test
    void theConfiguredFolderIsUsedAndProtected() throws Exception {
        var wassette = new CommandLine(home);
        Path folder = home.resolve("vault");
        Files.writeString(Files.createDirectories(home.resolve("config/wassette")).resolve("config.toml"),
                "secrets_dir = '" + folder + "'\n");
        Files.write(Files.createDirectories(home.resolve("plugins")).resolve("tool.wasm"), new byte[0]);
        done(wassette, "secret set tool KEY=value");
        assertEquals("KEY: \"value\"\n", Files.readString(folder.resolve("tool.yaml")));
        Ended refused = wassette.run("permission", "grant", "storage", "tool", "fs://" + folder + "/tool.yaml", "--access",
                "read", "--plugin-dir", home.resolve("plugins").toString());
        assertEquals(1, refused.status());
        assertTrue(refused.err().startsWith("Error: Permission denied: cannot grant read access to"), refused.err());
        Ended unknown = wassette.run("secret", "set", "other", "KEY=hidden");
        assertEquals("Error: Component not found: other\n", unknown.err());
    }

    private static String setting(McpClient client) throws Exception {
        return client.call("setting", "{\"key\":\"GREETING\"}").text();
    }
}
