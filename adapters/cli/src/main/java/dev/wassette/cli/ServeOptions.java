package dev.wassette.cli;

import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.NamedLibrary;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// How to serve: what the flags say, below them the environment, and below that the configuration file (contract J).
///
/// @param folders where things are kept
/// @param wasmtimeLibrary Wasmtime's C library; empty when nobody said
/// @param variables for components that are granted them
/// @param http where to serve over HTTP, when that is the transport
/// @param builtInTools those that agents see and may call
/// @param manifest components that are there before anything is served
public record ServeOptions(Transport transport, RuntimeChoice runtime, Folders folders,
        Optional<NamedLibrary> wasmtimeLibrary, Variables variables, HttpOptions http,
        Set<BuiltInTool> builtInTools, ManifestOptions manifest) {
    public ServeOptions {
        Objects.requireNonNull(transport);
        Objects.requireNonNull(runtime);
        Objects.requireNonNull(folders);
        Objects.requireNonNull(wasmtimeLibrary);
        Objects.requireNonNull(variables);
        Objects.requireNonNull(http);
        builtInTools = Set.copyOf(builtInTools);
        Objects.requireNonNull(manifest);
    }

    /// Options without a manifest.
    public ServeOptions(Transport transport, RuntimeChoice runtime, Folders folders, Optional<NamedLibrary> wasmtimeLibrary,
            Variables variables, HttpOptions http, Set<BuiltInTool> builtInTools) {
        this(transport, runtime, folders, wasmtimeLibrary, variables, http, builtInTools,
                new ManifestOptions(Optional.empty(), false));
    }

    /// {@return where components are kept; empty when nobody said}
    public Optional<Path> pluginDir() {
        return folders.plugins();
    }

    /// How clients reach the server.
    public enum Transport {

        /// Standard input and output.
        STDIO,
        /// Streamable HTTP.
        HTTP,
        /// HTTP+SSE, the older transport over HTTP.
        SSE
    }
}
