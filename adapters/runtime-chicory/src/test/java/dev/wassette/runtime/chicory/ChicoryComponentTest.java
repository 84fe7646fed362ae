package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.testkit.ComponentContract;

class ChicoryComponentTest extends ComponentContract {
    @Override
    protected CoreEngineProvider provider() {
        return new ChicoryEngineProvider();
    }
}
