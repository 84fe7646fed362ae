package dev.wassette.cli.syntax;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A command, and the commands below it.
///
/// @param name as it is typed
/// @param about what it does: sentences
/// @param options its own; an option of a command above may stand after this one too
/// @param arguments the words without a dash that it needs, in order; none where there are subcommands
/// @param examples whole command lines
/// @param hidden whether help leaves it out: another name of a command that help has
public record Command(String name, String about, List<Option> options, List<Argument> arguments,
        List<Command> subcommands, List<String> examples, boolean hidden) {
    public Command {
        Objects.requireNonNull(name);
        Objects.requireNonNull(about);
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
        subcommands = List.copyOf(subcommands);
        examples = List.copyOf(examples);
    }

    /// {@return a command that does something}
    public static Command leaf(String name, String about, List<Option> options, Argument... arguments) {
        return new Command(name, about, options, List.of(arguments), List.of(), List.of(), false);
    }

    /// {@return a command that only has commands below it}
    public static Command group(String name, String about, List<Option> options, Command... subcommands) {
        return new Command(name, about, options, List.of(), List.of(subcommands), List.of(), false);
    }

    /// {@return the same command with examples in its help}
    public Command example(String... lines) {
        return new Command(name, about, options, arguments, subcommands, List.of(lines), hidden);
    }

    /// {@return the same command under another name, of which help says nothing}
    public Command alias(String otherName) {
        return new Command(otherName, about, options, arguments, subcommands, examples, true);
    }

    Optional<Command> subcommand(String word) {
        return subcommands.stream().filter(command -> command.name.equals(word)).findFirst();
    }

    Optional<Option> option(String word) {
        return options.stream()
                .filter(option -> option.name().equals(word) || option.shortName().equals(word)
                        || option.otherName().equals(word))
                .findFirst();
    }
}
