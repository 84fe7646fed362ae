package dev.wassette.cli.syntax;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Help as text.
public final class Help {

    private Help() {}

    /// {@return the help of a command}
    ///
    /// @param path the command and those above it, the root first
    public static String help(List<Command> path) {
        Command command = path.getLast();
        String text = command.about() + "\n\n" + usage(path) + "\n";
        if (!command.subcommands().isEmpty()) {
            text += "\nCommands:\n" + table(command.subcommands().stream()
                    .filter(each -> !each.hidden())
                    .map(each -> new Row(each.name(), each.about())).toList());
        }
        if (!command.arguments().isEmpty()) {
            text += "\nArguments:\n" + table(command.arguments().stream()
                    .map(each -> new Row(each.usage(), each.help() + possible(each.values()))).toList());
        }
        text += "\nOptions:\n" + table(options(path).map(Help::row).toList());
        return command.examples().isEmpty() ? text
                : text + "\nExamples:\n" + command.examples().stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }

    /// {@return the line that says how a command is written}
    public static String usage(List<Command> path) {
        String names = path.stream().map(Command::name).collect(Collectors.joining(" "));
        Command command = path.getLast();
        return "Usage: " + names + " [OPTIONS]" + (command.subcommands().isEmpty() ? "" : " <COMMAND>")
                + command.arguments().stream().map(each -> " " + each.usage()).collect(Collectors.joining());
    }

    /// The nearest first; those of the commands above may stand here too.
    private static Stream<Option> options(List<Command> path) {
        return path.reversed().stream().flatMap(command -> command.options().stream());
    }

    private static Row row(Option option) {
        String shortName = option.shortName().isEmpty() ? "    " : option.shortName() + ", ";
        return new Row(shortName + option.usage(), option.help() + possible(option.values()));
    }

    private static String possible(List<String> values) {
        return values.isEmpty() ? "" : " [possible values: " + String.join(", ", values) + "]";
    }

    private record Row(String left, String right) {}

    private static String table(List<Row> rows) {
        int width = rows.stream().mapToInt(row -> row.left.length()).max().orElse(0);
        return rows.stream()
                .map(row -> "  " + row.left + " ".repeat(width - row.left.length()) + "  " + row.right + "\n")
                .collect(Collectors.joining());
    }
}
