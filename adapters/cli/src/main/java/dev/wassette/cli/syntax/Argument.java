package dev.wassette.cli.syntax;

import java.util.List;
import java.util.Objects;

/// A word that a command takes, known by its place.
///
/// @param name what help calls it
/// @param values all values there are; empty when any will do
/// @param optional whether it may be left out, with all behind it
/// @param repeated whether any number of words may stand here; only of the last argument of a command
/// @param help a sentence
public record Argument(String name, List<String> values, boolean optional, boolean repeated, String help) {
    public Argument {
        Objects.requireNonNull(name);
        values = List.copyOf(values);
        Objects.requireNonNull(help);
    }

    /// A single word that is needed.
    public Argument(String name, List<String> values, String help) {
        this(name, values, false, false, help);
    }

    /// {@return the same argument, which may be left out}
    public Argument optionally() {
        return new Argument(name, values, true, repeated, help);
    }

    /// {@return the same argument, which may be given several times}
    public Argument repeatedly() {
        return new Argument(name, values, optional, true, help);
    }

    /// {@return the argument as it is written in help, such as `<NAME>`}
    String usage() {
        String usage = optional ? "[" + name + "]" : "<" + name + ">";
        return repeated ? usage + "..." : usage;
    }
}
