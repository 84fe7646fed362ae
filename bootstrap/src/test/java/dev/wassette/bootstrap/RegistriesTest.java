package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.wassette.bootstrap.CommandLine.Ended;
import dev.wassette.component.testkit.ComponentFixtures;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From an author's file to a user's tools, through a real registry on loopback.
class RegistriesTest {
    /// `me` with the password `secret`, by bcrypt.
    private static final String HTPASSWD = "me:$2y$05$M6yomrRw7xERrxNxRMMMYO62Dfk4.TRBiAqcMMy5SKNz1loT7hV.y\n";

    @TempDir
    private Path home;

    private CommandLine wassette;
    private String host;
    private Process registry;

    @BeforeEach
    void start() throws Exception {
        wassette = new CommandLine(home);
        Files.write(home.resolve("tools.wasm"), ComponentFixtures.read("tools"));
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
        Files.writeString(home.resolve("policy.yaml"), "version: '1.0'\npermissions: {}\n");
        Files.writeString(home.resolve("htpasswd"), HTPASSWD);
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        host = "127.0.0.1:" + port;
        Path config = home.resolve("registry.yml");
        Files.writeString(config, "version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: "
                + home.resolve("registry") + "\nhttp:\n  addr: " + host + "\nauth:\n  htpasswd:\n    realm: test\n    path: "
                + home.resolve("htpasswd") + "\n");
        registry = new ProcessBuilder(program(), "serve", config.toString()).redirectErrorStream(true)
                .redirectOutput(home.resolve("registry.log").toFile()).start();
        awaitPort(port);
    }

    private static String program() {
        return Stream.of(System.getenv("PATH").split(":")).map(place -> Path.of(place, "docker-registry"))
                .filter(Files::isExecutable).findFirst().map(Path::toString).orElseGet(() -> {
                    String how = "'docker-registry' is not installed: apt-get install docker-registry";
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

    private Ended logIn(String password) throws Exception {
        return wassette.run(List.of("registry", "login", host, "-u", "me", "--password-stdin"), Map.of(), password + "\n");
    }

    private static void assertFailed(String part, Ended ended) {
        assertEquals(1, ended.status(), ended::toString);
        assertTrue(ended.err().contains(part), ended::err);
    }

    @Test
    void whatAnAuthorPushesAUserLoads() throws Exception {
        String reference = "oci://" + host + "/team/tools:1.0";
        assertFailed("'wassette registry login " + host + "' keeps credentials for it",
                wassette.run("component", "push", "tools.wasm", reference));
        assertFailed("Not logged in", logIn("wrong"));
        Ended in = logIn("secret");
        assertEquals(0, in.status(), in::err);
        assertFalse((in.out() + in.err()).contains("secret"), in::out);
        assertFailed("policy.txt", wassette.run("component", "push", "tools.wasm", reference, "--policy", "policy.txt"));
        Files.writeString(home.resolve("text.wasm"), "no component");
        assertFailed("is no component", wassette.run("component", "push", "text.wasm", reference));
        Files.writeString(home.resolve("wrong.yaml"), "permissions: 7\n");
        assertFailed("is no policy", wassette.run("component", "push", "tools.wasm", reference, "--policy", "wrong.yaml"));
        Ended pushed = wassette.run("component", "push", "tools.wasm", reference, "--policy", "policy.yaml");
        assertEquals(0, pushed.status(), pushed::err);
        assertTrue(pushed.out().contains(reference + "@sha256:"), pushed::out);
        Ended loaded = wassette.run("component", "load", host + "/team/tools:1.0", "--runtime", "chicory");
        assertEquals(0, loaded.status(), loaded::err);
        assertTrue(loaded.out().contains("\"team_tools\""), loaded::out);
        aFailedLoadLeavesWhatWasThere();
        assertEquals(0, wassette.run("registry", "logout", host).status());
        assertFailed("Not logged in", wassette.run("registry", "logout", host));
        assertFailed("does not allow it", wassette.run("component", "load", "oci://" + host + "/team/other:1.0"));
    }

    private void aFailedLoadLeavesWhatWasThere() throws Exception {
        Path stored = home.resolve("data/wassette/components/team_tools.wasm");
        byte[] before = Files.readAllBytes(stored);
        assertFailed("has no '2.0' of team/tools", wassette.run("component", "load", "oci://" + host + "/team/tools:2.0"));
        assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(stored)));
        try (Stream<Path> files = Files.list(stored.getParent())) {
            assertEquals(List.of(), files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith(".new"))
                    .toList());
        }
    }
}
