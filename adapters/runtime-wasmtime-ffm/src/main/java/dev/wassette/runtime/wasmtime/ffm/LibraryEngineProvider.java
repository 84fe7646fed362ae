package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import dev.wassette.component.engine.VariableStackEngine;
import dev.wassette.domain.policy.PolicyLimits;

/// Offers Wasmtime from a library of the machine.
public final class LibraryEngineProvider implements CoreEngineProvider {

    /// Made by [java.util.ServiceLoader].
    public LibraryEngineProvider() {}

    @Override
    public String name() {
        return "wasmtime-library";
    }

    @Override
    public CoreEngine open(EngineOptions options) throws EngineUnavailable {
        String path = options.library().orElseThrow(() -> new EngineUnavailable(
                "The engine wasmtime-library needs a C library of Wasmtime, and none was named", null));
        Library library = Library.load(path);
        return VariableStackEngine.open(each -> LibraryEngine.open(library, each), options, PolicyLimits.MAX_STACK_BYTES);
    }
}
