package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.engine.EngineOptions;

/// Offers the Chicory engine, which runs wherever Java runs.
public final class ChicoryEngineProvider implements CoreEngineProvider {
    @Override
    public String name() {
        return "chicory";
    }

    @Override
    public CoreEngine open(EngineOptions options) {
        return new ChicoryEngine(options);
    }
}
