package dev.wassette.cli.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one command line from left to right, in the way of GNU: `--name value`, `--name=value`, `-n`; behind
/// `--` there are only arguments.
public final class Parser {
    private final Deque<String> words;
    private final List<Command> path = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, List<String>> repeated = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final Set<String> givenHere = new HashSet<>();
    private boolean onlyArguments;

    private Parser(Command root, List<String> words) {
        this.words = new ArrayDeque<>(words);
        this.path.add(root);
    }

    /// {@return what these words say to that command}
    public static Parse parse(Command root, List<String> words) {
        return new Parser(root, words).parse();
    }

    private Parse parse() {
        Optional<String> wrong = Optional.empty();
        while (wrong.isEmpty() && !words.isEmpty()) {
            String word = words.pop();
            if (word.equals("--") && !onlyArguments) {
                onlyArguments = true;
            } else {
                wrong = onlyArguments ? argument(word) : word.startsWith("-") ? option(word) : word(word);
            }
        }
        return wrong.<Parse>map(message -> new Parse.Wrong(path, message))
                .orElseGet(() -> new Parse.Given(path, options, repeated, arguments));
    }

    private Optional<String> word(String word) {
        return path.getLast().arguments().isEmpty() ? subcommand(word) : argument(word);
    }

    private Optional<String> argument(String word) {
        List<Argument> wanted = path.getLast().arguments();
        boolean more = !wanted.isEmpty() && wanted.getLast().repeated();
        if (arguments.size() >= wanted.size() && !more) {
            return Optional.of("unexpected argument '" + word + "'");
        }
        Argument argument = wanted.get(Math.min(arguments.size(), wanted.size() - 1));
        arguments.add(word);
        return unknown(argument.values(), word, argument.usage());
    }

    /// {@return what is wrong with it, if anything}
    private Optional<String> subcommand(String word) {
        Command current = path.getLast();
        Optional<Command> command = current.subcommand(word);
        if (command.isEmpty()) {
            return Optional.of(current.subcommands().isEmpty() ? "unexpected argument '" + word + "'"
                    : "unrecognized subcommand '" + word + "'" + Nearest.tip("subcommand", word,
                            current.subcommands().stream().filter(each -> !each.hidden()).map(Command::name)));
        }
        path.add(command.get());
        givenHere.clear();
        return Optional.empty();
    }

    private Optional<String> option(String word) {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String name = equals < 0 ? word : word.substring(0, equals);
        Optional<String> attached = equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
        return find(name).map(option -> option(option, attached))
                .orElseGet(() -> Optional.of("unexpected argument '" + name + "'" + Nearest.tip("argument", name,
                        path.stream().flatMap(command -> command.options().stream()).map(Option::name))));
    }

    /// The nearest command that knows the option is the one that is meant.
    private Optional<Option> find(String name) {
        return path.reversed().stream().flatMap(command -> command.option(name).stream()).findFirst();
    }

    private Optional<String> option(Option option, Optional<String> attached) {
        if (!givenHere.add(option.name()) && !option.repeatable()) {
            return Optional.of("the argument '" + option.usage() + "' cannot be used multiple times");
        }
        if (option.isFlag()) {
            options.put(option.name(), "");
            return attached.map(value -> "the argument '" + option.usage() + "' takes no value, found '" + value + "'");
        }
        // A word that looks like an option is not a value: more likely, the value was forgotten. A dash alone is one.
        boolean isThere = !words.isEmpty() && (!words.peek().startsWith("-") || words.peek().equals("-"));
        String value = attached.orElseGet(() -> isThere ? words.pop() : "");
        options.put(option.name(), value);
        if (option.repeatable()) {
            repeated.computeIfAbsent(option.name(), _ -> new ArrayList<>()).add(value);
        }
        return problem(option, value);
    }

    private static Optional<String> problem(Option option, String value) {
        if (value.isEmpty()) {
            return Optional.of("a value is required for '" + option.usage() + "'");
        }
        return unknown(option.values(), value, option.usage());
    }

    private static Optional<String> unknown(List<String> values, String value, String usage) {
        return values.isEmpty() || values.contains(value) ? Optional.empty()
                : Optional.of("invalid value '" + value + "' for '" + usage + "' [possible values: "
                        + String.join(", ", values) + "]");
    }
}
