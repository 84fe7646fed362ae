package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnginesTest {
    private static final CoreLimits LIMITS = new CoreLimits(1 << 20, 100);

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"auto, wasmtime", "wasmtime, wasmtime", "wasmtime-bundled, wasmtime", "chicory, chicory"})
    void opensWithoutALibrary(String name, String description) throws Exception {
        try (CoreEngine engine = engines(Optional.empty()).open(name)) {
            assertTrue(engine.description().startsWith(description), engine::description);
        }
        assertEquals(List.of(), warnings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "wasmtime", "wasmtime-library"})
    void neverPassesOverALibraryThatWasNamed(String name) {
        Engines engines = engines(Optional.of("/nowhere/libwasmtime.so"));
        assertThrows(EngineUnavailable.class, () -> engines.open(name));
        assertEquals(List.of(), warnings);
    }

    @Test
    void wantsALibraryForTheEngineThatNeedsOne() {
        var refused = assertThrows(EngineUnavailable.class, () -> engines(Optional.empty()).open("wasmtime-library"));
        assertTrue(refused.getMessage().contains("--wasmtime-library"), refused::getMessage);
    }

    @Test
    void knowsNoOther() {
        var refused = assertThrows(EngineUnavailable.class, () -> engines(Optional.empty()).open("node"));
        assertTrue(refused.getMessage().contains("'node'"), refused::getMessage);
    }

    private Engines engines(Optional<String> library) {
        return new Engines(new EngineOptions(CodeCache.none(), LIMITS, library), warnings::add);
    }
}
