package dev.wassette.bootstrap;

import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/// Picks the core engine that the user asked for.
final class Engines {
    private static final List<String> AUTOMATIC = List.of("wasmtime", "chicory");

    private final EngineOptions options;
    private final Consumer<String> warnings;

    /// @param warnings receives a sentence when `auto` passes over an engine
    Engines(EngineOptions options, Consumer<String> warnings) {
        this.options = Objects.requireNonNull(options);
        this.warnings = Objects.requireNonNull(warnings);
    }

    /// Opens the engine of that name; for `auto` the fastest one that runs on this machine.
    ///
    /// @throws EngineUnavailable when there is none, with a sentence for the user
    CoreEngine open(String name) throws EngineUnavailable {
        return name.equals("auto") ? openAny() : provider(name).open(options);
    }

    private CoreEngine openAny() throws EngineUnavailable {
        EngineUnavailable last = null;
        for (String name : AUTOMATIC) {
            try {
                return provider(name).open(options);
            } catch (EngineUnavailable e) {
                warnings.accept(e.getMessage());
                last = e;
            }
        }
        throw new EngineUnavailable("No engine runs on this machine", last);
    }

    private static CoreEngineProvider provider(String name) throws EngineUnavailable {
        for (CoreEngineProvider provider : ServiceLoader.load(CoreEngineProvider.class)) {
            if (provider.name().equals(name)) {
                return provider;
            }
        }
        throw new EngineUnavailable("There is no runtime '" + name + "'; use auto, wasmtime or chicory", null);
    }
}
