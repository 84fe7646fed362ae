package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.testkit.suite.ComponentModelSuite;

class LibrarySuiteTest extends ComponentModelSuite {
    @Override
    protected CoreEngineProvider provider() {
        return new TestLibrary();
    }
}
