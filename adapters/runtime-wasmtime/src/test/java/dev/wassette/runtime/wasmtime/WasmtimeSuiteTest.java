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
                ? Optional.of("Wasmtime 7 has several memories in one module only when told so, and wasmtime-java does not")
                : Optional.empty();
    }
}
