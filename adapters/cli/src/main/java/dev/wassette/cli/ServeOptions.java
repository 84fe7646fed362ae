package dev.wassette.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// How to serve: what the flags say, and below them the environment (contract J).
///
/// @param pluginDir where components are kept; empty when nobody said
/// @param wasmtimeLibrary Wasmtime's C library; empty when nobody said
public record ServeOptions(Transport transport, RuntimeChoice runtime, Optional<Path> pluginDir,
        Optional<Path> wasmtimeLibrary) {
    public ServeOptions {
        Objects.requireNonNull(transport);
        Objects.requireNonNull(runtime);
        Objects.requireNonNull(pluginDir);
        Objects.requireNonNull(wasmtimeLibrary);
    }

    /// How clients reach the server.
    public enum Transport {
        STDIO
    }
}
