package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.testkit.suite.ComponentModelSuite;

class ChicorySuiteTest extends ComponentModelSuite {
    @Override
    protected CoreEngineProvider provider() {
        return new ChicoryEngineProvider();
    }
}
