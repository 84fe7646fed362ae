package dev.wassette.bootstrap;

import dev.wassette.application.port.in.NamedLibrary;
import dev.wassette.application.port.out.CoreEngines;
import dev.wassette.application.runtime.RuntimeOrder;
import dev.wassette.application.runtime.RuntimeOrder.Attempt;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/// Opens the core engine that the user asked for.
final class Engines implements CoreEngines {
    private final EngineOptions options;
    private final Consumer<String> warnings;

    /// @param options for every engine; a library is added where one is used
    /// @param warnings receives a sentence when an engine is passed over
    Engines(EngineOptions options, Consumer<String> warnings) {
        this.options = Objects.requireNonNull(options);
        this.warnings = Objects.requireNonNull(warnings);
    }

    /// Opens the first engine that runs on this machine, without looking for libraries.
    CoreEngine open(String wish) throws EngineUnavailable {
        return open(wish, options.library().map(path -> new NamedLibrary(path, "the options")), new RuntimeOrder(List::of));
    }

    /// Opens the first engine that runs on this machine.
    ///
    /// @param wish `auto`, `wasmtime` or the name of one engine
    /// @param named the library that the user named, if any
    /// @throws EngineUnavailable when there is none, with a sentence for the user
    CoreEngine open(String wish, Optional<NamedLibrary> named, RuntimeOrder order) throws EngineUnavailable {
        var last = new EngineUnavailable("No library of Wasmtime was found: install one with 'wassette runtime install "
                + "wasmtime', or name one with --wasmtime-library or the environment variable WASSETTE_WASMTIME_LIBRARY", null);
        Iterator<Attempt> attempts = order.of(wish, named).iterator();
        while (attempts.hasNext()) {
            Attempt attempt = attempts.next();
            try {
                return open(attempt.runtime(), attempt.library());
            } catch (EngineUnavailable e) {
                last = e;
                if (attempts.hasNext() && provider(attempt.runtime()).isPresent()) {
                    warnings.accept(e.getMessage());
                }
            }
        }
        throw last;
    }

    @Override
    public Trial tryOut(String runtime, Optional<String> library) {
        try (CoreEngine engine = open(runtime, library)) {
            return new Runs(engine.description());
        } catch (EngineUnavailable e) {
            return new Fails(e.getMessage());
        }
    }

    private CoreEngine open(String runtime, Optional<String> library) throws EngineUnavailable {
        return provider(runtime).orElseThrow(() -> absent(runtime))
                .open(new EngineOptions(options.codeCache(), options.usualLimits(), library));
    }

    private static Optional<CoreEngineProvider> provider(String name) {
        return ServiceLoader.load(CoreEngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name))
                .findFirst();
    }

    private static EngineUnavailable absent(String name) {
        return switch (name) {
            case RuntimeOrder.LIBRARY, RuntimeOrder.BUNDLED -> new EngineUnavailable("The runtime '" + name + "' is not in this "
                    + "Wassette, which is the one without native code: use --runtime chicory, or the Wassette for this platform", null);
            default -> new EngineUnavailable("There is no runtime '" + name + "'; use auto, wasmtime, wasmtime-library, "
                    + "wasmtime-bundled or chicory", null);
        };
    }
}
