package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wassette.bootstrap.CommandLine.Ended;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `npm run push` of the examples publishes all of them to a real registry on loopback, each with its policy.
class PushExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

    @TempDir
    private Path home;

    private String host;
    private Process registry;

    @BeforeEach
    void start() throws Exception {
        for (ExamplesTest.Example example : ExamplesTest.examples()) {
            if (!Files.exists(example.component())) {
                BuiltExample.requireBuilt(example.toString());
            }
        }
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        host = "127.0.0.1:" + port;
        Path config = Files.writeString(home.resolve("registry.yml"), "version: 0.1\nlog:\n  level: error\nstorage:\n"
                + "  filesystem:\n    rootdirectory: " + home.resolve("registry") + "\nhttp:\n  addr: " + host + "\n");
        registry = new ProcessBuilder(program("docker-registry"), "serve", config.toString()).redirectErrorStream(true)
                .redirectOutput(home.resolve("registry.log").toFile()).start();
        awaitPort(port);
    }

    private static String program(String name) {
        return Stream.of(System.getenv("PATH").split(":")).map(place -> Path.of(place, name))
                .filter(Files::isExecutable).findFirst().map(Path::toString).orElseGet(() -> {
                    String how = "'" + name + "' is not installed: apt-get install " + name;
                    return "required".equals(System.getenv("WASSETTE_REGISTRY")) ? fail(how) : abort(how);
                });
    }

    private void awaitPort(int port) throws Exception {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); System.nanoTime() < end; Thread.sleep(20)) {
            assertTrue(registry.isAlive(), "the registry has ended");
            try (var _ = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException _) {
                continue;
            }
        }
        fail("the registry does not listen");
    }

    @AfterEach
    void end() throws Exception {
        if (registry != null) {
            registry.destroyForcibly().waitFor();
        }
    }

    @Test
    void publishesAllOfThem() throws Exception {
        var wassette = new CommandLine(home);
        Path log = home.resolve("push.log");
        var push = new ProcessBuilder(program("node"), EXAMPLES.resolve("push.mjs").toString(), host + "/team/tools", "1.0")
                .redirectErrorStream(true).redirectOutput(log.toFile());
        push.environment().put("WASSETTE", wassette.script().toString());
        Process pushed = push.start();
        assertTrue(pushed.waitFor(300, TimeUnit.SECONDS), "still at work");
        assertEquals(0, pushed.exitValue(), Files.readString(log));
        for (ExamplesTest.Example example : ExamplesTest.examples()) {
            assertTrue(Files.readString(log).contains(host + "/team/tools/" + example + ":1.0@sha256:"), Files.readString(log));
        }
        Ended loaded = wassette.run(List.of("component", "load", "oci://" + host + "/team/tools/brave-search-rs:1.0",
                "--accept-policy", "--runtime", "chicory"), Map.of(), "");
        assertEquals(0, loaded.status(), loaded::err);
        assertTrue(loaded.out().contains("\"search\""), loaded::out);
        Path policy = home.resolve("data/wassette/components/team_tools_brave-search-rs.policy.yaml");
        for (String granted : List.of("https://api.search.brave.com", "BRAVE_SEARCH_API_KEY")) {
            assertTrue(Files.readString(policy).contains(granted), Files.readString(policy));
        }
    }

    @Test
    void saysHowToCallIt() throws Exception {
        Process pushed = new ProcessBuilder(program("node"), EXAMPLES.resolve("push.mjs").toString(), "https://nowhere")
                .redirectErrorStream(true).start();
        assertTrue(new String(pushed.getInputStream().readAllBytes()).startsWith("Usage: npm run push -- REGISTRY/PREFIX"));
        assertEquals(2, pushed.waitFor());
    }
}
