package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.testkit.suite.ComponentModelSuite;
import java.util.Optional;
import java.util.Set;

class ChicorySuiteTest extends ComponentModelSuite {
    @Override
    protected CoreEngineProvider provider() {
        return new ChicoryEngineProvider();
    }

    @Override
    protected Optional<String> beyondTheEngine(String command, Set<String> features) {
        return command.equals("validation/indicies:60")
                ? Optional.of("Chicory 1.7.5 cannot parse a core import whose two names are both empty")
                : Optional.empty();
    }
}
