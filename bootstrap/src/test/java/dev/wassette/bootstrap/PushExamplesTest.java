package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.bootstrap.CommandLine.Ended;
import dev.wassette.remote.testkit.TestRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `npm run push` of the examples publishes all of them to a real registry on loopback, each with its policy.
class PushExamplesTest {
    private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

    @TempDir
    private Path home;

    private TestRegistry registry; // null when it was not started

    @BeforeEach
    void start() throws Exception {
        for (ExamplesTest.Example example : ExamplesTest.examples()) {
            if (!Files.exists(example.component())) {
                BuiltExample.requireBuilt(example.toString());
            }
        }
        registry = TestRegistry.open(Files.createDirectories(home.resolve("registry")));
    }

    @AfterEach
    void end() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void publishesAllOfThem() throws Exception {
        var wassette = new CommandLine(home);
        Path log = home.resolve("push.log");
        var push = new ProcessBuilder(TestRegistry.program("node").toString(), EXAMPLES.resolve("push.mjs").toString(), registry.host() + "/team/tools", "1.0")
                .redirectErrorStream(true).redirectOutput(log.toFile());
        push.environment().put("WASSETTE", wassette.script().toString());
        Process pushed = push.start();
        assertTrue(pushed.waitFor(300, TimeUnit.SECONDS), "still at work");
        assertEquals(0, pushed.exitValue(), Files.readString(log));
        for (ExamplesTest.Example example : ExamplesTest.examples()) {
            assertTrue(Files.readString(log).contains(registry.host() + "/team/tools/" + example + ":1.0@sha256:"), Files.readString(log));
        }
        Ended loaded = wassette.run(List.of("component", "load", "oci://" + registry.host() + "/team/tools/brave-search-rs:1.0",
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
        Process pushed = new ProcessBuilder(TestRegistry.program("node").toString(), EXAMPLES.resolve("push.mjs").toString(), "https://nowhere")
                .redirectErrorStream(true).start();
        assertTrue(new String(pushed.getInputStream().readAllBytes()).startsWith("Usage: npm run push -- REGISTRY/PREFIX"));
        assertEquals(2, pushed.waitFor());
    }
}
