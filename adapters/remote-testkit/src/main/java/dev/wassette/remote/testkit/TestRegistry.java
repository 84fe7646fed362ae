package dev.wassette.remote.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Debian's `docker-registry`, on loopback.
public final class TestRegistry implements AutoCloseable {
    /// `me` and `secret`, by bcrypt.
    private static final String HTPASSWD = "me:$2y$05$M6yomrRw7xERrxNxRMMMYO62Dfk4.TRBiAqcMMy5SKNz1loT7hV.y";

    private final Path folder;
    private final int port;
    private final String extra;
    private Process process;

    private TestRegistry(Path folder, String extra) throws IOException {
        this.folder = folder;
        this.extra = extra;
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        start();
    }

    /// Starts one that lets everybody in, without TLS; ends the test where the program is missing.
    public static TestRegistry open(Path folder) throws IOException {
        return new TestRegistry(folder, "");
    }

    /// Starts one that lets only `me` in, with the password `secret`.
    public static TestRegistry withPassword(Path folder) throws IOException {
        Files.writeString(folder.resolve("htpasswd"), HTPASSWD + "\n");
        return new TestRegistry(folder, "auth:\n  htpasswd:\n    realm: test\n    path: " + folder.resolve("htpasswd") + "\n");
    }

    /// Starts one that speaks TLS.
    ///
    /// @param certificate and its key, as PEM files
    public static TestRegistry withTls(Path folder, Path certificate, Path key) throws IOException {
        return new TestRegistry(folder, "  tls:\n    certificate: " + certificate + "\n    key: " + key + "\n");
    }

    /// {@return a program that these tests need; ends the test where it is missing}
    public static Path program(String name) {
        return Stream.of(System.getenv("PATH").split(":")).map(place -> Path.of(place, name)).filter(Files::isExecutable)
                .findFirst().orElseGet(() -> {
                    String how = "'" + name + "' is not installed: apt-get install docker-registry skopeo";
                    return "required".equals(System.getenv("WASSETTE_REGISTRY")) ? fail(how) : abort(how);
                });
    }

    public void start() throws IOException {
        Path config = folder.resolve("config.yml");
        Files.writeString(config, "version: 0.1\nlog:\n  level: error\nstorage:\n  delete:\n    enabled: true\n  filesystem:\n"
                + "    rootdirectory: " + folder.resolve("data") + "\nhttp:\n  addr: 127.0.0.1:" + port + "\n"
                + (extra.startsWith(" ") ? extra : "") + (extra.startsWith(" ") ? "" : extra));
        process = new ProcessBuilder(program("docker-registry").toString(), "serve", config.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        awaitPort();
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            assertTrue(process.isAlive(), () -> "the registry has ended: " + read(folder.resolve("log")));
            try (var _ = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException e) {
                assertTrue(System.nanoTime() < end, "the registry does not listen");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// {@return host and port}
    public String host() {
        return "127.0.0.1:" + port;
    }

    public void stop() {
        process.destroyForcibly();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the registry does not end");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /// Runs a program to its good end.
    public static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0, () -> command + ": " + said);
        return said;
    }
}
