package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.testkit.ComponentContract;

class LibraryComponentTest extends ComponentContract {
    @Override
    protected CoreEngineProvider provider() {
        return new TestLibrary();
    }
}
