package dev.wassette.cli.syntax;

import java.util.List;
import java.util.Objects;

/// An option of a command.
///
/// @param name with its dashes, such as `--runtime`
/// @param shortName with its dash, such as `-h`; empty for none
/// @param valueName what help calls the value; empty for a flag, which has none
/// @param values all values there are; empty when any will do
/// @param otherName a second name that help leaves out; empty for none
/// @param repeatable whether it may be given several times, with a value each
/// @param help a sentence
public record Option(String name, String shortName, String valueName, List<String> values, String otherName,
        boolean repeatable, String help) {
    public Option {
        Objects.requireNonNull(name);
        Objects.requireNonNull(shortName);
        Objects.requireNonNull(valueName);
        values = List.copyOf(values);
        Objects.requireNonNull(otherName);
        Objects.requireNonNull(help);
    }

    /// {@return an option without a value}
    public static Option flag(String name, String shortName, String help) {
        return new Option(name, shortName, "", List.of(), "", false, help);
    }

    /// {@return an option with a value}
    public static Option valued(String name, String valueName, String help) {
        return new Option(name, "", valueName, List.of(), "", false, help);
    }

    /// {@return an option that may be given several times, with a value each}
    public static Option repeatable(String name, String valueName, String help) {
        return new Option(name, "", valueName, List.of(), "", true, help);
    }

    /// {@return an option with one of these values}
    public static Option choice(String name, String valueName, List<String> values, String help) {
        return new Option(name, "", valueName, values, "", false, help);
    }

    /// {@return the same option with a short name}
    public Option shortly(String shortName) {
        return new Option(name, shortName, valueName, values, otherName, repeatable, help);
    }

    /// {@return the same option with a second name, of which help says nothing}
    public Option alsoNamed(String otherName) {
        return new Option(name, shortName, valueName, values, otherName, repeatable, help);
    }

    boolean isFlag() {
        return valueName.isEmpty();
    }

    /// {@return the option as it is written, such as `--runtime <NAME>`}
    String usage() {
        return isFlag() ? name : name + " <" + valueName + ">";
    }
}
