package dev.wassette.cli.syntax;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A command, and the commands below it.
///
/// @param name as it is typed
/// @param about what it does: sentences
/// @param options its own; an option of a command above may stand after this one too
public record Command(String name, String about, List<Option> options, List<Command> subcommands) {
    public Command {
        Objects.requireNonNull(name);
        Objects.requireNonNull(about);
        options = List.copyOf(options);
        subcommands = List.copyOf(subcommands);
    }

    Optional<Command> subcommand(String word) {
        return subcommands.stream().filter(command -> command.name.equals(word)).findFirst();
    }

    Optional<Option> option(String word) {
        return options.stream()
                .filter(option -> option.name().equals(word) || option.shortName().equals(word))
                .findFirst();
    }
}
