package dev.wassette.wasi.gate.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wassette.wasi.gate.os.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `work/flip` is a directory one moment and a symbolic link to a directory outside the next, while the guest goes
/// through it. Only handles hold against that; see `SECURITY.md` for systems without them.
class RaceTest {
    private static final int ROUNDS = 2000;

    private World world;
    private final AtomicBoolean done = new AtomicBoolean();

    @BeforeEach
    void makeWorld() throws Exception {
        try (HostFiles files = HostFiles.open(); HostFiles portable = HostFiles.portable()) {
            assumeTrue(files.getClass() != portable.getClass(), "this system has no handles");
        }
        world = new World();
        for (int i = 0; i < ROUNDS; i++) {
            Files.writeString(world.path("work/empty/" + i), "from inside");
        }
        Files.createDirectories(world.path("work/flip/dir"));
        Files.writeString(world.path("work/flip/secret.txt"), "inside");
        Files.writeString(world.path("work/flip/dir/inner.txt"), "inside");
        Files.createSymbolicLink(world.path("work/flip-link"), Path.of("../outside"));
    }

    @AfterEach
    void removeWorld() throws IOException {
        if (world != null) {
            world.delete();
        }
    }

    private Void flip() throws IOException {
        Path flip = world.path("work/flip");
        Path directory = world.path("work/flip-directory");
        Path link = world.path("work/flip-link");
        while (!done.get()) {
            move(flip, directory);
            move(link, flip);
            move(flip, link);
            move(directory, flip);
        }
        return null;
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "read flip/secret.txt",
            "read flip/dir/inner.txt",
            "read flip/dir/../secret.txt",
            "stat flip/secret.txt",
            "list flip/",
            "cd flip ; read here/secret.txt",
            "mkdir flip/new#",
            "write flip/new# x",
            "create flip/new# x",
            "overwrite flip/secret.txt inside",
            "resize flip/secret.txt 6",
            "times flip/dir",
            "symlink x flip/new#",
            "link a.txt flip/new#",
            "rename empty/# flip/new#",
            "rename flip/secret.txt flip/secret.txt",
            "unlink flip/secret.txt",
            "rmdir flip/dir",
            "rename flip/dir/inner.txt flip/dir/inner.txt"})
    void neverLeadsOutside(String command) throws Exception {
        var before = world.untouchable().subList(0, 5);
        Set<String> outcomes = new TreeSet<>();
        try (ExecutorService host = Executors.newSingleThreadExecutor();
                FileGuest guest = new FileGuest(world.grant(), HostFiles::open)) {
            Future<Void> flipping = host.submit((Callable<Void>) this::flip);
            try {
                for (int i = 0; i < ROUNDS; i++) {
                    outcomes.add(guest.run(command.replace("#", String.valueOf(i))));
                }
            } finally {
                done.set(true);
                flipping.get();
            }
        }
        assertEquals(before, world.untouchable().subList(0, 5));
        assertTrue(!outcomes.contains("\"secret\""), outcomes::toString);
        assertTrue(outcomes.size() > 1, () -> "nothing was flipped in time: " + outcomes);
    }
}
