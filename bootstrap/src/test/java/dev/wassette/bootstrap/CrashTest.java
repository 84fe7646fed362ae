package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.testkit.ComponentFixtures;
import dev.wassette.domain.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the program (SIGKILL) at random moments of loads, reloads, unloads, grants, revocations and changes of secrets, and
/// looks at what the next start makes of it: all that was acknowledged, and of what was on its way all or nothing.
///
/// The system property `wassette.crash.rounds` says how often, `wassette.crash.seed` with which dice, and
/// `wassette.crash.component` names a component to use in place of the small one, with the name of one of its tools that
/// takes no arguments, after a `#`.
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("wassette.crash.rounds", 12);
    /// Each takes a start of the program: fewer, unless many rounds were asked for.
    private static final int SECRET_ROUNDS = ROUNDS < 100 ? Math.max(3, ROUNDS / 4) : ROUNDS;
    private static final long SEED = Long.getLong("wassette.crash.seed", System.nanoTime());
    private static final String[] COMPONENT = System.getProperty("wassette.crash.component", "#add").split("#");
    private static final String TOOL = COMPONENT[1];
    private static final List<String> IDS = List.of("alpha", "beta", "gamma");
    private static final List<String> KEYS = List.of("KEY_A", "KEY_B", "KEY_C");

    private final Random random = new Random(SEED);

    @TempDir
    private Path home;

    private Path folder;

    /// What is stored of one id.
    ///
    /// @param digest of the component's bytes; empty when there is none
    /// @param keys that the policy allows
    private record State(Optional<String> digest, Set<String> keys) {
        static final State NOTHING = new State(Optional.empty(), Set.of());
    }

    /// A change that was asked for.
    private record Change(String what, State before, State after, CompletableFuture<String> answer) {}

    @Test
    void nothingAcknowledgedIsLostAndNothingIsHalfThere() throws Exception {
        folder = home.resolve("components");
        Map<String, State> expected = new TreeMap<>();
        IDS.forEach(id -> expected.put(id, State.NOTHING));
        int acknowledged = 0;
        int interrupted = 0;
        int tookEffect = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try (var server = start()) {
                look(server, expected, "seed " + SEED + ", round " + round);
                Map<String, Change> changes = new TreeMap<>();
                for (int quick = random.nextInt(4); quick > 0; quick--) {
                    String id = any(IDS);
                    Change change = change(server, id, expected.get(id));
                    change.answer().join();
                    expected.put(id, change.after());
                    acknowledged++;
                }
                for (String id : IDS) {
                    changes.put(id, change(server, id, expected.get(id)));
                }
                Thread.sleep(0, 1 + random.nextInt(999_999));
                Thread.sleep(random.nextInt(1 + random.nextInt(400)));
                server.kill();
                for (var each : changes.entrySet()) {
                    Change change = each.getValue();
                    String when = "seed " + SEED + ", round " + round;
                    boolean isAcknowledged = isAcknowledged(change, when);
                    State now = isAcknowledged ? change.after() : found(each.getKey(), change, when);
                    acknowledged += isAcknowledged ? 1 : 0;
                    interrupted += isAcknowledged ? 0 : 1;
                    tookEffect += !isAcknowledged && now.equals(change.after()) ? 1 : 0;
                    expected.put(each.getKey(), now);
                }
            }
        }
        try (var server = start()) {
            look(server, expected, "seed " + SEED + ", end");
            waitForTidiness();
            assertEquals(0, server.end());
        }
        System.getLogger("crash").log(System.Logger.Level.INFO, "{0} kills, {1} changes acknowledged, {2} "
                + "interrupted, of which {3} took effect", ROUNDS, acknowledged, interrupted, tookEffect);
    }

    /// Each change of secrets is a process of its own. It is killed towards its end, where it writes.
    @Test
    void aKilledChangeOfSecretsLeavesTheOldOnesOrTheNewOnes() throws Exception {
        folder = Files.createDirectory(home.resolve("components"));
        Files.write(folder.resolve("alpha.wasm"), ComponentFixtures.read("tools"));
        Path secrets = home.resolve("config/wassette/secrets/alpha.yaml");
        long start = System.nanoTime();
        set("0").waitFor();
        long usual = (System.nanoTime() - start) / 1_000_000;
        String last = "0";
        int tookEffect = 0;
        for (int round = 1; round <= SECRET_ROUNDS; round++) {
            Process change = set(round + "");
            Thread.sleep(usual / 2 + random.nextInt((int) usual));
            change.destroyForcibly().waitFor();
            String found = Files.readString(secrets);
            String before = last;
            boolean isNew = found.equals(secret(round + ""));
            assertTrue(isNew || found.equals(secret(before)) && change.exitValue() != 0,
                    () -> "seed " + SEED + ": " + found + " after " + before);
            last = isNew ? round + "" : last;
            tookEffect += isNew ? 1 : 0;
        }
        assertEquals(0, set("end").waitFor());
        assertEquals(secret("end"), Files.readString(secrets));
        try (var files = Files.list(secrets.getParent())) {
            assertEquals(Set.of("alpha.yaml", ".secrets.lock"),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
        System.getLogger("crash").log(System.Logger.Level.INFO, "{0} kills of changes of secrets, {1} took effect",
                SECRET_ROUNDS, tookEffect);
    }

    private Process set(String value) throws IOException {
        return new CommandLine(home).start(List.of("secret", "set", "alpha", "KEY=" + value.repeat(1_000), "--plugin-dir",
                folder.toString()), home.resolve("out"), home.resolve("log"));
    }

    private static String secret(String value) {
        return "KEY: \"" + value.repeat(1_000) + "\"\n";
    }

    private ServerProcess start() throws Exception {
        String engine = TestEngines.library().isPresent() ? "wasmtime-library" : "chicory";
        return new ServerProcess(home, home.resolve("log"), "--runtime", engine, "--plugin-dir", folder.toString());
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// Asks for a change of one component, whichever.
    private Change change(ServerProcess server, String id, State state) throws IOException {
        int dice = random.nextInt(10);
        if (state.digest().isEmpty() || dice < 4) {
            byte[] bytes = version();
            Path source = Files.createDirectories(home.resolve("source")).resolve(id + ".wasm");
            Files.write(source, bytes);
            return new Change("load", state, new State(Optional.of(Digest.of(bytes).hex()), state.keys()),
                    server.call("load-component", "{\"path\":\"" + source + "\"}"));
        }
        if (dice == 4) {
            return new Change("unload", state, State.NOTHING,
                    server.call("unload-component", "{\"id\":\"" + id + "\"}"));
        }
        String key = any(KEYS);
        Set<String> keys = new TreeSet<>(state.keys());
        String verb = dice < 8 ? "grant" : "revoke";
        boolean ignored = dice < 8 ? keys.add(key) : keys.remove(key);
        return new Change(verb, state, new State(state.digest(), keys), server.call(
                verb + "-environment-variable-permission",
                "{\"component_id\":\"" + id + "\",\"details\":{\"key\":\"" + key + "\"}}"));
    }

    /// {@return a component that nobody has seen before: with a custom section of up to 2 MB, so that it takes its time to
    /// be written}
    private byte[] version() throws IOException {
        byte[] noise = new byte[random.nextInt(4) == 0 ? random.nextInt(2 << 20) : random.nextInt(20_000)];
        random.nextBytes(noise);
        var bytes = new ByteArrayOutputStream();
        bytes.write(COMPONENT[0].isEmpty() ? ComponentFixtures.read("tools") : Files.readAllBytes(Path.of(COMPONENT[0])));
        bytes.write(0);
        leb(bytes, noise.length + 2);
        bytes.write(1);
        bytes.write('x');
        bytes.write(noise);
        return bytes.toByteArray();
    }

    private static void leb(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    /// {@return whether a change was answered before the end; only the end may have kept it from that}
    private static boolean isAcknowledged(Change change, String when) {
        try {
            change.answer().join();
            return true;
        } catch (CompletionException e) {
            assertInstanceOf(IOException.class, e.getCause(), when);
            return false;
        }
    }

    /// {@return which of its two states a change has left on disk}
    private State found(String id, Change change, String when) throws IOException {
        Path file = folder.resolve(id + ".wasm");
        Optional<String> digest = Files.exists(file) ? Optional.of(Digest.of(Files.readAllBytes(file)).hex())
                : Optional.empty();
        State found = digest.isEmpty() ? State.NOTHING : new State(digest, keys(id));
        assertTrue(found.equals(change.before()) || found.equals(change.after()),
                () -> when + ": " + change.what() + " of " + id + " left " + found + " between " + change.before()
                        + " and " + change.after());
        return found;
    }

    private Set<String> keys(String id) throws IOException {
        Path file = folder.resolve(id + ".policy.yaml");
        String text = Files.exists(file) ? Files.readString(file) : "";
        return KEYS.stream().filter(text::contains).collect(Collectors.toCollection(TreeSet::new));
    }

    /// The list is the first thing that a client asks for, and calls the second.
    private void look(ServerProcess server, Map<String, State> expected, String when) throws Exception {
        String tools = server.request("tools/list", "{}").join().toString();
        String components = server.call("list-components", "{}").join();
        List<CompletableFuture<String>> sums = new ArrayList<>();
        long present = expected.values().stream().filter(state -> state.digest().isPresent()).count();
        for (var each : expected.entrySet()) {
            String id = each.getKey();
            State state = each.getValue();
            String listed = present == 1 ? "value=" + TOOL + "]" : id + "_" + TOOL;
            assertEquals(state.digest().isPresent(), components.contains("\"id\":\"" + id + "\""), when + ", " + id);
            assertTrue(state.digest().isEmpty() || tools.contains(listed), when + ", " + id);
            if (state.digest().isPresent()) {
                assertEquals(state.digest().get(), Digest.of(Files.readAllBytes(folder.resolve(id + ".wasm"))).hex(), when);
                sums.add(server.call(id + "_" + TOOL, COMPONENT[0].isEmpty() ? "{\"a\":2,\"b\":3}" : "{}"));
                String policy = server.call("get-policy", "{\"component_id\":\"" + id + "\"}").join();
                assertEquals(state.keys(), KEYS.stream().filter(policy::contains).collect(Collectors.toSet()), when);
                assertEquals(state.keys(), keys(id), when);
            }
        }
        try {
            for (CompletableFuture<String> sum : sums) {
                assertTrue(COMPONENT[0].isEmpty() ? sum.join().equals("5") : !sum.join().isEmpty(), when);
            }
        } catch (CompletionException e) {
            throw new IOException(when + "\n" + Files.readString(home.resolve("log")), e);
        }
    }

    private void waitForTidiness() throws Exception {
        for (int tries = 0; tries < 100 && !leftOver().isEmpty(); tries++) {
            Thread.sleep(100);
        }
        assertEquals(List.of(), leftOver());
    }

    private List<String> leftOver() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(".new-") || name.startsWith(".gone-")).toList();
        }
    }
}
