package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonText;
import dev.wassette.component.testkit.ComponentFixtures;
import dev.wassette.domain.Digest;
import dev.wassette.remote.testkit.ScriptedServer;
import dev.wassette.remote.testkit.TestRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `serve --manifest` as a process of its own: what a manifest names is there before the first answer (contract J).
class ManifestServeTest {
    @TempDir
    private Path home;

    private Path log;

    @BeforeEach
    void write() throws Exception {
        log = home.resolve("log");
        Files.write(home.resolve("tools.wasm"), ComponentFixtures.read("tools"));
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
    }

    private static Digest digest(String component) {
        return Digest.of(ComponentFixtures.read(component));
    }

    private ServerProcess serve(String manifest, String... more) throws Exception {
        Path file = Files.writeString(home.resolve("tools.yaml"), "version: 1\ncomponents:\n" + manifest);
        List<String> arguments = new ArrayList<>(List.of("--runtime", "chicory", "--manifest", file.toString()));
        arguments.addAll(List.of(more));
        return new ServerProcess(home, log, arguments.toArray(String[]::new));
    }

    private void assertNotServed(String manifest, String... parts) throws Exception {
        assertThrows(CompletionException.class, () -> serve(manifest).close());
        String said = Files.readString(log);
        for (String part : parts) {
            assertTrue(said.contains(part), said);
        }
        assertTrue(said.contains("Nothing is served"), said);
    }

    private static ScriptedServer web(String component) throws Exception {
        return new ScriptedServer((_, _, out) -> ScriptedServer.whole(out, 200, ComponentFixtures.read(component)));
    }

    @Test
    void filesServersAndRegistriesAreThereBeforeTheFirstAnswer() throws Exception {
        try (var registry = TestRegistry.open(Files.createDirectories(home.resolve("registry"))); var web = web("variables")) {
            var wassette = new CommandLine(home);
            String reference = "oci://" + registry.host() + "/team/tools:1";
            assertEquals(0, wassette.run("component", "push", "tools.wasm", reference).status());
            String manifest = """
                      - uri: file://%s
                        digest: %s
                        permissions: {}
                      - uri: %s
                        name: settings
                        permissions:
                          environment: {allow: [{key: GREETING}]}
                      - uri: %s
                        digest: %s
                        permissions: {}
                        retry_policy: {attempts: 2, backoff: {type: exponential, base_ms: 10}}
                    """.formatted(home.resolve("tools.wasm"), digest("tools"), web.url("/variables.wasm"), reference, digest("tools"));
            try (var server = serve(manifest, "--env", "GREETING=good day")) {
                String tools = JsonText.compact(server.request("tools/list", "{}").join());
                assertTrue(tools.contains("\"tools_add\"") && tools.contains("\"team_tools_add\""), tools);
                assertEquals("5", server.call("team_tools_add", "{\"a\":2,\"b\":3}").join());
                assertEquals("good day", server.call("setting", "{\"key\":\"GREETING\"}").join());
                assertEquals(0, server.end());
            }
            String policy = Files.readString(home.resolve("data/wassette/components/variables.policy.yaml"));
            assertTrue(policy.contains("GREETING"), policy);
        }
    }

    @Test
    void whatCannotBeLoadedEndsTheServerUnlessTheOperatorSaysOtherwise() throws Exception {
        String manifest = """
                  - uri: file://%s
                    permissions: {}
                  - uri: file:///nowhere/missing.wasm
                    name: missing
                    permissions: {}
                """.formatted(home.resolve("tools.wasm"));
        assertNotServed(manifest, "components[1], missing (file:///nowhere/missing.wasm), is not provisioned", "--continue-on-provisioning-failure");
        try (var server = serve(manifest, "--continue-on-provisioning-failure")) {
            assertEquals("5", server.call("add", "{\"a\":2,\"b\":3}").join());
            assertEquals(0, server.end());
        }
    }

    @Test
    void whatHasAnotherDigestIsNotServedAndNotKept() throws Exception {
        try (var web = web("variables")) {
            assertNotServed("  - uri: " + web.url("/tools.wasm") + "\n    digest: " + digest("tools") + "\n    permissions: {}\n",
                    digest("tools").toString(), digest("variables").toString());
            assertFalse(Files.exists(home.resolve("data/wassette/components/tools.wasm")));
        }
    }

    @Test
    void aManifestThatMeansNothingServesNothing() throws Exception {
        assertThrows(CompletionException.class, () -> serve("""
                  - uri: file://%s
                    permissions: {netwrok: {}}
                """.formatted(home.resolve("tools.wasm"))).close());
        assertTrue(Files.readString(log).contains("components[0].permissions.netwrok"), Files.readString(log));
    }
}
