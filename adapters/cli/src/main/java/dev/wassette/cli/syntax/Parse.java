package dev.wassette.cli.syntax;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a command line says.
public sealed interface Parse {

    /// @param path the command and those above it, the root first
    /// @param options the given options by name, in their order; the value of a flag is empty. One that stands after a
    ///     subcommand counts for more than the same one before it
    /// @param repeated all values of the options that may be given several times, by name
    /// @param arguments at most as many as the command takes
    record Given(List<Command> path, Map<String, String> options, Map<String, List<String>> repeated,
            List<String> arguments) implements Parse {
        public Given {
            path = List.copyOf(path);
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
            repeated = Map.copyOf(repeated);
            arguments = List.copyOf(arguments);
        }

        /// {@return the command that was asked for}
        public Command command() {
            return path.getLast();
        }

        /// {@return the first argument that the command needs and was not given, as help writes it}
        public Optional<String> missing() {
            return command().arguments().stream().skip(arguments.size())
                    .filter(argument -> !argument.optional()).map(Argument::usage).findFirst();
        }
    }

    /// The command line says nothing that can be done.
    ///
    /// @param path of the command whose help would help
    /// @param message what is wrong with which word
    record Wrong(List<Command> path, String message) implements Parse {
        public Wrong {
            path = List.copyOf(path);
            Objects.requireNonNull(message);
        }
    }
}
