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
///
/// A native library that was named is used or refused, but never passed over: who names one wants no other engine.
final class Engines {
    private static final String LIBRARY = "wasmtime-library";
    private static final String BUNDLED = "wasmtime-bundled";

    private final EngineOptions options;
    private final Consumer<String> warnings;

    /// @param warnings receives a sentence when `auto` passes over an engine
    Engines(EngineOptions options, Consumer<String> warnings) {
        this.options = Objects.requireNonNull(options);
        this.warnings = Objects.requireNonNull(warnings);
    }

    /// Opens the engine of that name. For `wasmtime` that is the library where there is one, else the bundled one; for
    /// `auto` the fastest one that runs on this machine.
    ///
    /// @throws EngineUnavailable when there is none, with a sentence for the user
    CoreEngine open(String name) throws EngineUnavailable {
        return switch (name) {
            case "auto" -> options.library().isPresent() ? openOne(LIBRARY) : openFirst(List.of(BUNDLED, "chicory"));
            case "wasmtime" -> openOne(options.library().isPresent() ? LIBRARY : BUNDLED);
            default -> openOne(name);
        };
    }

    private CoreEngine openOne(String name) throws EngineUnavailable {
        if (name.equals(LIBRARY) && options.library().isEmpty()) {
            throw new EngineUnavailable("No library of Wasmtime was named: use --wasmtime-library or the environment "
                    + "variable WASSETTE_WASMTIME_LIBRARY", null);
        }
        return provider(name).open(options);
    }

    private CoreEngine openFirst(List<String> names) throws EngineUnavailable {
        EngineUnavailable last = null;
        for (String name : names) {
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
        throw new EngineUnavailable("There is no runtime '" + name + "'; use auto, wasmtime, wasmtime-library, "
                + "wasmtime-bundled or chicory", null);
    }
}
