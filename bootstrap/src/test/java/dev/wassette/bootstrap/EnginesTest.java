package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.application.port.out.NativeLibraries.Candidate;
import dev.wassette.application.runtime.RuntimeOrder;
import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnginesTest {
    private static final CoreLimits LIMITS = new CoreLimits(1 << 20, 100);

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"auto, wasmtime", "wasmtime, wasmtime", "wasmtime-bundled, wasmtime", "chicory, chicory"})
    void opensWithoutALibrary(String wish, String description) throws Exception {
        try (CoreEngine engine = open(wish, Optional.empty())) {
            assertTrue(engine.description().startsWith(description), engine::description);
        }
        assertEquals(List.of(), warnings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "wasmtime", "wasmtime-library"})
    void neverPassesOverALibraryThatWasNamed(String wish) {
        var named = Optional.of(new NamedLibrary("/nowhere/libwasmtime.so", "--wasmtime-library"));
        assertThrows(EngineUnavailable.class, () -> open(wish, named));
        assertEquals(List.of(), warnings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "wasmtime"})
    void passesOverALibraryThatNobodyNamed(String wish) throws Exception {
        try (CoreEngine engine = open(wish, Optional.empty(), "/nowhere/libwasmtime.so")) {
            assertTrue(engine.description().startsWith("wasmtime 7"), engine::description);
        }
        assertEquals(1, warnings.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "wasmtime", "wasmtime-library"})
    void prefersTheLibraryThatWasNamed(String name) throws Exception {
        Optional<String> library = TestEngines.library();
        assumeTrue(library.isPresent(), TestEngines.LIBRARY + " names no C library of Wasmtime: that engine is not tested");
        try (CoreEngine engine = open(name, library.map(path -> new NamedLibrary(path, "a test")))) {
            assertTrue(engine.description().endsWith("(C library)"), engine::description);
        }
    }

    @Test
    void wantsALibraryForTheEngineThatNeedsOne() {
        var refused = assertThrows(EngineUnavailable.class, () -> open("wasmtime-library", Optional.empty()));
        assertTrue(refused.getMessage().contains("--wasmtime-library"), refused::getMessage);
    }

    @Test
    void knowsNoOther() {
        var refused = assertThrows(EngineUnavailable.class, () -> open("node", Optional.empty()));
        assertTrue(refused.getMessage().contains("'node'"), refused::getMessage);
    }

    private CoreEngine open(String wish, Optional<NamedLibrary> named, String... found) throws EngineUnavailable {
        List<Candidate> candidates =
                Stream.of(found).map(path -> new Candidate(path, "a place", Optional.empty())).toList();
        return new Engines(new EngineOptions(CodeCache.none(), LIMITS), warnings::add)
                .open(wish, named, new RuntimeOrder(() -> candidates));
    }
}
