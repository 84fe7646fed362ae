package dev.wassette.bench;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreEngineProvider;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import dev.wassette.domain.policy.Grant;
import dev.wassette.sandbox.SandboxedRuntime;
import dev.wassette.storage.filesystem.DirectoryCodeCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/// What the benchmarks share.
final class Workbench {
    private static final Path CACHE = Path.of("target", "cache");

    private Workbench() {}

    /// Opens an engine that keeps compiled code below the current folder: only the first run ever compiles. The environment
    /// variable `WASSETTE_WASMTIME_LIBRARY` names the library for the one that needs one.
    static CoreEngine engine(String name) throws EngineUnavailable {
        CodeCache cache = DirectoryCodeCache.open(CACHE.resolve("code"), CACHE.resolve("key"), System.err::println);
        return ServiceLoader.load(CoreEngineProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name)).findFirst().orElseThrow()
                .open(new EngineOptions(cache, SandboxedRuntime.limitsOf(Grant.nothing()),
                        Optional.ofNullable(System.getenv("WASSETTE_WASMTIME_LIBRARY"))));
    }

    /// {@return a built example}
    ///
    /// @throws IOException when it has not been built
    static byte[] example(String name) throws IOException {
        Path folder = Path.of(System.getProperty("examples", "../examples"));
        return Files.readAllBytes(folder.resolve(Path.of(name, "build", name + ".wasm")));
    }

    /// {@return the component that engines are compared with}
    ///
    /// @throws IOException when it has not been built
    static byte[] reference() throws IOException {
        Path folder = Path.of(System.getProperty("examples", "../examples")).resolve("../benchmarks/guest");
        return Files.readAllBytes(folder.resolve(Path.of("build", "reference.wasm")));
    }

    /// {@return a built guest program of the tests}
    ///
    /// @throws IOException when it has not been built
    static byte[] guest(String name) throws IOException {
        Path folder = Path.of(System.getProperty("guests", "../bootstrap/src/test/guests"));
        return Files.readAllBytes(folder.resolve(Path.of("build", name + ".wasm")));
    }
}
