package dev.wassette.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// How to serve: what the flags say, and below them the environment (contract J).
///
/// @param pluginDir where components are kept; empty when nobody said
public record ServeOptions(Transport transport, RuntimeChoice runtime, Optional<Path> pluginDir) {
    public ServeOptions {
        Objects.requireNonNull(transport);
        Objects.requireNonNull(runtime);
        Objects.requireNonNull(pluginDir);
    }

    /// How clients reach the server.
    public enum Transport {
        STDIO
    }
}
