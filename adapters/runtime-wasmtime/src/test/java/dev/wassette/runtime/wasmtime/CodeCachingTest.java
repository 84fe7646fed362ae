package dev.wassette.runtime.wasmtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.CodeKey;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreInstance;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.testkit.Guests;
import dev.wassette.component.testkit.MapCodeCache;
import dev.wassette.domain.Digest;
import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.Engine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CodeCachingTest {
    private static final CoreLimits LIMITS = new CoreLimits(8 << 20, 10_000);
    private static final CoreLimits OTHER_LIMITS = new CoreLimits(1 << 20, 10_000);

    private final MapCodeCache cache = new MapCodeCache();

    @Test
    void packedFilesAreUnpacked() {
        byte[] packed = PackedCode.pack(Map.of("a", new byte[] {1, 2}, "modules/b", new byte[0]));
        var files = PackedCode.unpack(packed);
        assertEquals(Set.of("a", "modules/b"), files.keySet());
        byte[] content = new byte[2];
        files.get("a").get(content);
        assertArrayEquals(new byte[] {1, 2}, content);
        assertFalse(files.get("modules/b").hasRemaining());
    }

    @Test
    void whatIsNotPackedIsNoFiles() {
        byte[] packed = PackedCode.pack(Map.of("name", new byte[100]));
        for (int length = 1; length < packed.length; length++) {
            assertEquals(Map.of(), PackedCode.unpack(Arrays.copyOf(packed, length)));
        }
        assertEquals(Map.of(), PackedCode.unpack(Arrays.copyOf(packed, packed.length + 1)));
        for (int i = 0; i < 8; i++) {
            byte[] negative = packed.clone();
            negative[i] |= (byte) 0x80;
            assertEquals(Map.of(), PackedCode.unpack(negative));
        }
    }

    @Test
    void codeForOtherLimitsIsKeptApart() throws Exception {
        growTo(LIMITS, 128);
        assertEquals(1, cache.codes().size());
        growTo(OTHER_LIMITS, 16);
        assertEquals(2, cache.codes().size());
        growTo(OTHER_LIMITS, 16);
        growTo(LIMITS, 128);
        assertEquals(2, cache.codes().size());
        assertEquals(4, cache.hits());
    }

    /// The module is compiled with the usual limits first, then with those of the store.
    private void growTo(CoreLimits limits, int pages) throws Exception {
        try (CoreEngine engine = open(); CoreModule module = engine.compile(Modules.read("growing"))) {
            Guests.run(() -> {
                try (CoreStore store = engine.newStore(limits)) {
                    CoreInstance instance = store.instantiate(module, List.of());
                    long[] values = {pages};
                    instance.function("grow").call(values);
                    assertEquals(0, values[0]);
                    values[0] = 1;
                    instance.function("grow").call(values);
                    assertEquals(-1, (int) values[0]);
                }
            });
        }
    }

    @Test
    void filesOutsideOfTheDirectoryAreNotWritten() throws Exception {
        compile();
        var key = cache.codes().keySet().iterator().next();
        Path target = Files.createTempDirectory("target-").resolve("file");
        Path here = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        cache.keep(key, ByteBuffer.wrap(PackedCode.pack(Map.of(
                target.toString(), new byte[] {1},
                "../../" + here.relativize(target), new byte[] {1},
                "modules/../../../" + here.relativize(target), new byte[] {1}))));
        compile();
        assertFalse(Files.exists(target));
        assertTrue(cache.codes().get(key).length > 100, "compiled and kept again");
        Files.delete(target.getParent());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theDirectoryIsTheUsersOwnAndGoes() throws Exception {
        CodeDirectory code = CodeDirectory.create();
        Path directory = code.configuration().getParent();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
        code.close();
        assertFalse(Files.exists(directory));
    }

    /// As Wasmtime's own thread does with its statistics, at its own time.
    @Test
    void filesThatComeAndGoDoNotMatter() throws Exception {
        open().close(); // loads the library
        try (CodeDirectory code = CodeDirectory.create();
                Config config = new Config().cacheConfigLoad(code.configuration());
                Engine engine = new Engine(config)) {
            var statistics = Files.createDirectories(code.configuration().resolveSibling("code/modules/statistics"));
            var done = new AtomicBoolean();
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    comeAndGo(statistics);
                }
            });
            try {
                for (int i = 0; i < 40; i++) {
                    var key = new CodeKey("round " + i, new Digest("0".repeat(64)));
                    code.compile(engine, cache, key, Modules.read("growing")).close();
                }
            } finally {
                done.set(true);
                writer.join();
            }
        }
        assertEquals(40, cache.codes().size());
    }

    private static void comeAndGo(Path directory) {
        try {
            Files.createDirectories(directory);
            for (int i = 0; i < 20; i++) {
                Files.writeString(directory.resolve(i + ".stats"), "");
            }
            for (int i = 0; i < 20; i++) {
                Files.deleteIfExists(directory.resolve(i + ".stats"));
            }
        } catch (IOException e) {
            // the directory was deleted meanwhile
        }
    }

    private CoreEngine open() throws Exception {
        return new WasmtimeEngineProvider().open(new EngineOptions(cache, LIMITS));
    }

    private void compile() throws Exception {
        try (CoreEngine engine = open()) {
            engine.compile(Modules.read("growing")).close();
        }
    }
}
