package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.bootstrap.CommandLine.Ended;
import dev.wassette.component.testkit.ComponentFixtures;
import dev.wassette.remote.testkit.ConnectProxy;
import dev.wassette.remote.testkit.TestRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A registry on another machine, which only a proxy with a password reaches.
class ProxyTest {
    @TempDir
    private Path home;

    @Test
    void aRegistryIsReachedThroughTheProxyByTls() throws Exception {
        Path folder = Files.createDirectories(home.resolve("registry"));
        Path certificate = folder.resolve("server.pem");
        Path key = folder.resolve("server.key");
        Files.write(home.resolve("tools.wasm"), ComponentFixtures.read("tools"));
        TestRegistry.run(List.of(TestRegistry.program("openssl").toString(), "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key.toString(), "-out", certificate.toString(), "-days", "2",
                "-subj", "/CN=test", "-addext", "subjectAltName=DNS:registry.example"));
        try (var registry = TestRegistry.withTls(folder, certificate, key);
                var proxy = new ConnectProxy("me:secret", _ -> Integer.parseInt(registry.host().replaceFirst(".*:", "")))) {
            Map<String, String> variables = Map.of("HTTPS_PROXY", proxy.url("me:secret@"), "WASSETTE_CA_FILE", certificate.toString());
            var wassette = new CommandLine(home);
            List<String> push = List.of("component", "push", "tools.wasm", "oci://registry.example/team/tools:1");
            Ended refused = wassette.run(push, Map.of("https_proxy", proxy.url("me:wrong@"), "WASSETTE_CA_FILE", certificate.toString()), "");
            assertEquals(1, refused.status(), refused::toString);
            assertFalse(refused.toString().contains("me:"), refused::toString);
            Ended pushed = wassette.run(push, variables, "");
            assertEquals(0, pushed.status(), pushed::err);
            Ended loaded = wassette.run(List.of("component", "load", "oci://registry.example/team/tools:1", "--runtime", "chicory"),
                    variables, "");
            assertEquals(0, loaded.status(), loaded::err);
            assertTrue(proxy.asked().stream().allMatch("registry.example:443"::equals), proxy.asked()::toString);
        }
    }
}
