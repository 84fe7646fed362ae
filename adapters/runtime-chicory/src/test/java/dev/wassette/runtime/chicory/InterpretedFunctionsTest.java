package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.testkit.CoreEngineContract;

/// The contract, with each function treated as if it were too large for the JVM.
class InterpretedFunctionsTest extends CoreEngineContract {
    @Override
    protected CoreEngineProvider provider() {
        return new CoreEngineProvider() {
            @Override
            public String name() {
                return "chicory, interpreted";
            }

            @Override
            public CoreEngine open(EngineOptions options) {
                return new ChicoryEngine(options, 0);
            }
        };
    }
}
