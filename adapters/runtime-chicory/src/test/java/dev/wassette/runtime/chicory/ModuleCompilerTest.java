package dev.wassette.runtime.chicory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.testkit.Guests;
import dev.wassette.component.testkit.MapCodeCache;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModuleCompilerTest {
    private static final CoreLimits LIMITS = new CoreLimits(1 << 20, 100);
    /// local.get 0; i32.const 1; i32.add
    private static final byte[] PLUS_ONE = {0x20, 0, 0x41, 1, 0x6a};
    /// i32.const 1; i32.add
    private static final byte[] ONE_MORE = {0x41, 1, 0x6a};
    /// i32.const 0; i32.load8_u offset=1000; i32.add: 7 bytes here, about twice as many for the JVM
    private static final byte[] PLUS_LOADED = {0x41, 0, 0x2d, 0, (byte) 0xe8, 7, 0x6a};

    private final MapCodeCache cache = new MapCodeCache();

    @Test
    void compilesInSeveralPieces() throws Exception {
        ModuleWriter writer = new ModuleWriter();
        for (int i = 0; i < 3000; i++) {
            byte[] call = i == 0 ? PLUS_ONE : ModuleWriter.concat(new byte[] {0x20, 0, 0x10}, ModuleWriter.number(i - 1));
            writer.function(ModuleWriter.concat(call, ModuleWriter.repeat(ONE_MORE, 500)));
        }
        byte[] wasm = writer.bytes();
        assertTrue(wasm.length > 2L * ChicoryLimits.MAX_PIECE_BYTES);
        assertEquals(5 + 1 + 500, call(wasm, 0, 5));
        assertEquals(5 + 1 + 500 * 3000, call(wasm, 2999, 5));
        assertEquals(Set.of(), interpreted());
        assertEquals(3, cache.hits());
    }

    @Test
    void interpretsWhatTurnsOutTooLargeForTheJvm() throws Exception {
        byte[] wasm = new ModuleWriter()
                .function(PLUS_ONE)
                .function(ModuleWriter.concat(PLUS_ONE, ModuleWriter.repeat(PLUS_LOADED, 8000)))
                .function(new byte[] {0x20, 0, 0x10, 1})
                .bytes();
        assertEquals(8, call(wasm, 2, 7));
        assertEquals(Set.of(1), interpreted());
    }

    @Test
    void interpretsWhatIsSurelyTooLargeForTheJvm() throws Exception {
        byte[] wasm = new ModuleWriter()
                .function(ModuleWriter.concat(PLUS_ONE, ModuleWriter.repeat(PLUS_LOADED, 9000)))
                .function(ModuleWriter.concat(PLUS_ONE, ModuleWriter.repeat(PLUS_LOADED, 8000)))
                .function(new byte[] {0x20, 0, 0x10, 0, 0x10, 1})
                .bytes();
        assertEquals(7 + 1 + 1, call(wasm, 2, 7));
        assertEquals(Set.of(0, 1), interpreted());
    }

    @Test
    void makesSmallerClassesWhereConstantsDoNotFit() throws Exception {
        ModuleWriter writer = new ModuleWriter();
        for (int i = 0; i < 400; i++) {
            byte[][] parts = new byte[401][];
            parts[0] = PLUS_ONE;
            for (int k = 1; k <= 400; k++) { // i32.const of a number of its own; i32.xor; twice
                int own = 100_000 + 400 * i + k;
                byte[] number = {(byte) (own | 0x80), (byte) (own >> 7 | 0x80), (byte) (own >> 14 & 0x3f)};
                byte[] xor = ModuleWriter.concat(new byte[] {0x41}, number, new byte[] {0x73});
                parts[k] = ModuleWriter.concat(xor, xor);
            }
            writer.function(ModuleWriter.concat(parts));
        }
        byte[] wasm = writer.bytes();
        assertEquals(11, call(wasm, 399, 10));
        assertEquals(Set.of(), interpreted());
        CompiledCode code = CompiledCode.decode(cache.codes().values().iterator().next()).orElseThrow();
        assertTrue(code.classes().keySet().stream().filter(name -> name.contains("FuncGroup_")).count() > 1);
    }

    private Set<Integer> interpreted() {
        return CompiledCode.decode(cache.codes().values().iterator().next()).orElseThrow().interpreted();
    }

    /// Calls twice: with code just made, and with code from the cache.
    private int call(byte[] wasm, int function, int argument) throws Exception {
        int first = callOnce(wasm, function, argument);
        assertEquals(first, callOnce(wasm, function, argument));
        return first;
    }

    private int callOnce(byte[] wasm, int function, int argument) throws Exception {
        try (ChicoryEngine engine = new ChicoryEngine(new EngineOptions(cache, LIMITS));
                CoreModule module = engine.compile(wasm)) {
            return Guests.call(() -> {
                try (CoreStore store = engine.newStore(LIMITS)) {
                    long[] values = {argument};
                    store.instantiate(module, List.of()).function(String.valueOf(function)).call(values);
                    return (int) values[0];
                }
            });
        }
    }
}
