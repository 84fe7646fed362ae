package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.testkit.CoreEngineContract;

class WasmtimeEngineTest extends CoreEngineContract {
    @Override
    protected CoreEngineProvider provider() {
        return new WasmtimeEngineProvider();
    }

    @Override
    protected boolean interruptsLoops() {
        return false;
    }

    @Override
    protected long mostStackBytes() {
        return WasmtimeLimits.MAX_STACK_BYTES;
    }
}
