package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.testkit.suite.ComponentModelSuite;
import java.util.Optional;
import java.util.Set;

class WasmtimeSuiteTest extends ComponentModelSuite {
    @Override
    protected CoreEngineProvider provider() {
        return new WasmtimeEngineProvider();
    }

    @Override
    protected Optional<String> beyondTheEngine(String command, Set<String> features) {
        return features.contains("core:multi-memory")
                ? Optional.of("wasmtime-java 0.19.0 cannot switch several memories in a core module on")
                : Optional.empty();
    }
}
