package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.bootstrap.CommandLine.Ended;
import dev.wassette.component.testkit.ComponentFixtures;
import dev.wassette.remote.testkit.BadLine;
import dev.wassette.remote.testkit.ScriptedServer;
import dev.wassette.remote.testkit.TestRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that are killed while they download.
class InterruptedDownloadTest {
    private static final int SIZE = 2 << 20;

    @TempDir
    private Path home;

    /// A component with a custom section of random bytes.
    private static byte[] large() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ComponentFixtures.read("tools"));
        byte[] padding = new byte[SIZE];
        new Random(5).nextBytes(padding);
        padding[0] = 3;
        System.arraycopy("pad".getBytes(), 0, padding, 1, 3);
        bytes.write(0);
        for (int rest = SIZE; rest > 0; rest >>>= 7) {
            bytes.write(rest > 0x7f ? rest & 0x7f | 0x80 : rest);
        }
        bytes.writeBytes(padding);
        return bytes.toByteArray();
    }

    private List<Path> files(String folder, String prefix) throws IOException {
        Path place = home.resolve(folder);
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
        }
    }

    private Process load(String reference) throws IOException {
        return new CommandLine(home).start(List.of("component", "load", reference, "--runtime", "chicory"), home.resolve("out"),
                home.resolve("err"));
    }

    private long staged() throws IOException {
        List<Path> parts = files("cache/wassette/downloads", ".part-");
        return parts.isEmpty() ? 0 : Files.size(parts.getFirst());
    }

    @Test
    void theNextProcessGoesOnWhereAKilledOneWas() throws Exception {
        Files.write(home.resolve("large.wasm"), large());
        var stalls = new AtomicBoolean(true);
        var passed = new AtomicLong();
        try (var registry = TestRegistry.open(Files.createDirectories(home.resolve("registry")));
                var line = new BadLine(Integer.parseInt(registry.host().replaceFirst(".*:", "")), (_, before, _, length) -> {
                    while (stalls.get() && before > SIZE / 2) {
                        Thread.sleep(10);
                    }
                    passed.addAndGet(length);
                    return length;
                })) {
            var wassette = new CommandLine(home);
            Ended pushed = wassette.run("component", "push", "large.wasm", "oci://" + registry.host() + "/team/large:1");
            assertEquals(0, pushed.status(), pushed::err);
            String reference = "oci://" + line.host() + "/team/large:1";
            Process killed = load(reference);
            for (long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3); staged() < SIZE / 3; Thread.sleep(20)) {
                assertTrue(killed.isAlive() && System.nanoTime() < end, () -> "nothing is staged");
            }
            killed.destroyForcibly().waitFor();
            assertEquals(List.of(), files("data/wassette/components", "team_large"));
            stalls.set(false);
            passed.set(0);
            Ended loaded = wassette.run("component", "load", reference, "--runtime", "chicory");
            assertEquals(0, loaded.status(), loaded::err);
            assertTrue(passed.get() < SIZE, () -> passed.get() + " bytes were fetched again");
            assertEquals(List.of(), files("cache/wassette/downloads", ".part-"));
            assertEquals(-1, Arrays.mismatch(large(),
                    Files.readAllBytes(home.resolve("data/wassette/components/team_large.wasm"))));
        } finally {
            stalls.set(false);
        }
    }

    @Test
    void ofAPageThatWasHalfThereNothingStays() throws Exception {
        byte[] component = large();
        var half = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var server = new ScriptedServer((_, number, out) -> {
            ScriptedServer.head(out, 200, "Content-Length: " + component.length);
            out.write(component, 0, number == 1 ? SIZE / 2 : component.length);
            out.flush();
            half.countDown();
            await(number == 1, end);
        })) {
            Process killed = load(server.url("/large.wasm"));
            assertTrue(half.await(3, TimeUnit.MINUTES));
            killed.destroyForcibly().waitFor();
            assertEquals(List.of(), files("cache/wassette/downloads", ""));
            assertEquals(List.of(), files("data/wassette/components", "large"));
            Ended loaded = new CommandLine(home).run("component", "load", server.url("/large.wasm"), "--runtime", "chicory");
            assertEquals(0, loaded.status(), loaded::err);
            assertFalse(files("data/wassette/components", "large.wasm").isEmpty());
        } finally {
            end.countDown();
        }
    }

    private static void await(boolean waits, CountDownLatch end) throws IOException {
        try {
            assertTrue(!waits || end.await(5, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
