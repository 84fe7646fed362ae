package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import dev.wassette.component.engine.VariableStackEngine;

/// Provides the engine `wasmtime`: Wasmtime 7.0.0 through the native library inside wasmtime-java.
public final class WasmtimeEngineProvider implements CoreEngineProvider {

    @Override
    public String name() {
        return "wasmtime-bundled";
    }

    @Override
    public CoreEngine open(EngineOptions options) throws EngineUnavailable {
        NativeLibrary.load();
        return VariableStackEngine.open(WasmtimeEngine::open, options, WasmtimeLimits.MAX_STACK_BYTES);
    }
}
