package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/// Opens the engine with the library that the environment variable [#VARIABLE] names; without it tests are skipped.
final class TestLibrary implements CoreEngineProvider {
    static final String VARIABLE = "WASSETTE_WASMTIME_LIBRARY";

    static String path() {
        return Optional.ofNullable(System.getenv(VARIABLE)).orElseThrow(
                () -> new TestAbortedException(VARIABLE + " does not name a C library of Wasmtime"));
    }

    @Override
    public String name() {
        return new LibraryEngineProvider().name();
    }

    @Override
    public CoreEngine open(EngineOptions options) throws EngineUnavailable {
        return new LibraryEngineProvider()
                .open(new EngineOptions(options.codeCache(), options.usualLimits(), Optional.of(path())));
    }
}
