package dev.wassette.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which engine runs the components.
public enum RuntimeChoice {

    /// The fastest engine that runs here: the native one, else the one in pure Java.
    AUTO,
    /// The native engine: from a library of this machine where there is one, else the bundled one.
    WASMTIME,
    /// The native engine from a library of this machine.
    WASMTIME_LIBRARY,
    /// The native engine that comes with the program.
    WASMTIME_BUNDLED,
    /// The engine in pure Java.
    CHICORY;

    /// {@return how it is written, such as `wasmtime-library`}
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Arrays.stream(values()).map(RuntimeChoice::word).toList();
    }

    static Optional<RuntimeChoice> of(String word) {
        int index = words().indexOf(word);
        return index < 0 ? Optional.empty() : Optional.of(values()[index]);
    }
}
