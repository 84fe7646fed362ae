package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.testkit.CoreEngineContract;

class ChicoryEngineTest extends CoreEngineContract {
    @Override
    protected CoreEngineProvider provider() {
        return new ChicoryEngineProvider();
    }
}
