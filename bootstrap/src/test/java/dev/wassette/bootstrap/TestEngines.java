package dev.wassette.bootstrap;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The engines that every behaviour is tested on. One of them needs a library, which the environment variable
/// [#LIBRARY] names; without it that engine is left out, which `EnginesTest` reports.
final class TestEngines {
    static final String LIBRARY = "WASSETTE_WASMTIME_LIBRARY";

    private TestEngines() {}

    /// {@return names for [Engines#open]}
    static List<String> names() {
        return Stream.concat(Stream.of("chicory", "wasmtime-bundled"), library().map(_ -> "wasmtime-library").stream())
                .toList();
    }

    static Optional<String> library() {
        return Optional.ofNullable(System.getenv(LIBRARY));
    }

    /// {@return the engine of that name}
    static CoreEngine open(String name, CodeCache cache, CoreLimits limits) throws EngineUnavailable {
        return new Engines(new EngineOptions(cache, limits, library()), _ -> {}).open(name);
    }
}
