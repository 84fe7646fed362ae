package dev.wassette.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which engine runs the components.
public enum RuntimeChoice {

    /// The native engine where it is available, else the one in pure Java.
    AUTO,
    /// The native engine.
    WASMTIME,
    /// The engine in pure Java.
    CHICORY;

    static List<String> names() {
        return Arrays.stream(values()).map(choice -> choice.name().toLowerCase(Locale.ROOT)).toList();
    }

    static Optional<RuntimeChoice> named(String name) {
        int index = names().indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(values()[index]);
    }
}
