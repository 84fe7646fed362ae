package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.testkit.ComponentContract;

class WasmtimeComponentTest extends ComponentContract {
    @Override
    protected CoreEngineProvider provider() {
        return new WasmtimeEngineProvider();
    }
}
