package dev.wassette.cli.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The manual page of section 1 in the macros of man(7), made from the commands.
public final class ManualPage {
    private final StringBuilder page = new StringBuilder();

    private ManualPage() {}

    /// {@return the page}
    ///
    /// @param version of the program
    /// @param date of the page
    public static String of(Command root, String version, String date) {
        var manual = new ManualPage();
        manual.line(".TH " + root.name().toUpperCase(Locale.ROOT) + " 1 \"" + date + "\" \"" + root.name() + " " + version + "\" \"User Commands\"");
        manual.line(".SH NAME");
        manual.text(root.name() + " - run the tools of an MCP server as WebAssembly components in a sandbox");
        manual.line(".SH SYNOPSIS");
        manual.line(".B " + root.name());
        manual.text("[OPTIONS] <COMMAND>");
        manual.line(".SH DESCRIPTION");
        manual.text(root.about());
        manual.line(".SH OPTIONS");
        manual.text("They may stand behind each command.");
        manual.options(root);
        manual.line(".SH COMMANDS");
        manual.below(List.of(root));
        manual.line(".SH EXIT STATUS");
        manual.text("0 when all went well, 1 when a command could not be done, 2 for a command line that cannot be understood.");
        return manual.page.toString();
    }

    private void below(List<Command> path) {
        for (Command command : path.getLast().subcommands()) {
            if (!command.hidden()) {
                List<Command> longer = new ArrayList<>(path);
                longer.add(command);
                if (command.subcommands().isEmpty()) {
                    command(longer);
                } else {
                    below(longer);
                }
            }
        }
    }

    private void command(List<Command> path) {
        Command command = path.getLast();
        line(".SS \"" + escaped(path.stream().map(Command::name).collect(Collectors.joining(" "))
                + command.arguments().stream().map(each -> " " + each.usage()).collect(Collectors.joining())) + "\"");
        text(command.about());
        for (Argument argument : command.arguments()) {
            entry(argument.usage(), argument.help(), argument.values());
        }
        options(command);
        if (!command.examples().isEmpty()) {
            line(".PP");
            line(".nf");
            line(".RS");
            command.examples().forEach(this::text);
            line(".RE");
            line(".fi");
        }
    }

    private void options(Command command) {
        for (Option option : command.options()) {
            entry((option.shortName().isEmpty() ? "" : option.shortName() + ", ") + option.usage(), option.help(), option.values());
        }
    }

    private void entry(String term, String help, List<String> values) {
        line(".TP");
        line(".B \"" + escaped(term) + "\"");
        text(help + (values.isEmpty() ? "" : " One of: " + String.join(", ", values)));
    }

    private void line(String line) {
        page.append(line).append('\n');
    }

    private void text(String text) {
        text.lines().forEach(line -> line((line.startsWith(".") ? "\\&" : "") + escaped(line)));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq").replace("'", "\\(aq");
    }
}
