package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.testkit.CoreEngineContract;

class LibraryEngineTest extends CoreEngineContract {
    @Override
    protected CoreEngineProvider provider() {
        return new TestLibrary();
    }
}
