package dev.wassette.cli.syntax;

import java.util.List;
import java.util.Objects;

/// A word that a command needs, known by its place.
///
/// @param name what help calls it
/// @param values all values there are; empty when any will do
/// @param help a sentence
public record Argument(String name, List<String> values, String help) {
    public Argument {
        Objects.requireNonNull(name);
        values = List.copyOf(values);
        Objects.requireNonNull(help);
    }

    /// {@return the argument as it is written in help, such as `<NAME>`}
    String usage() {
        return "<" + name + ">";
    }
}
