package dev.wassette.bootstrap;

import java.util.List;

/// The engines that every behaviour is tested on.
final class TestEngines {
    private TestEngines() {}

    /// {@return names for [Engines#open]}
    static List<String> names() {
        return List.of("chicory", "wasmtime");
    }
}
