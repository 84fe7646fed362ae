package dev.wassette.cli;

import dev.wassette.application.answer.ComponentJson;
import dev.wassette.application.port.in.SearchComponents;
import dev.wassette.application.port.in.SearchComponents.Published;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Parse;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;

/// `wassette registry ...`: components that are published.
final class RegistryCommands {
    private static final Command SEARCH = Command.leaf("search", "Search the published components", List.of(Printed.OUTPUT),
            new Argument("QUERY", List.of(), "Words of the name or the description").optionally())
            .example("wassette registry search weather -o table");
    private static final Command GET = Command.leaf("get", "Load a published component",
            Stream.of(LoadOptions.ALL, List.of(Settings.RUNTIME, Settings.WASMTIME_LIBRARY, Printed.OUTPUT), Downloads.ALL)
                    .flatMap(List::stream).toList(),
            new Argument("COMPONENT", List.of(), "Its name or URI"))
            .example("wassette registry get \"Time Server\"");
    static final Command REGISTRY = Command.group("registry", "Search published components and load them", List.of(), SEARCH, GET,
            LogInCommands.LOGIN, LogInCommands.LOGOUT);

    private final SearchComponents search;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    RegistryCommands(SearchComponents search, Terminal terminal, PrintStream out, PrintStream err) {
        this.search = Objects.requireNonNull(search);
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return whether this class does what was asked for}
    static boolean have(Parse.Given given) {
        return given.path().contains(REGISTRY) && given.command().subcommands().isEmpty();
    }

    /// @param given what these commands [#have]
    /// @param load loads what a URI names
    /// @return the exit status of the process
    int run(Parse.Given given, ToIntBiFunction<Parse.Given, String> load) {
        return given.command() == GET ? find(given.arguments().getFirst()).map(uri -> load.applyAsInt(given, uri)).orElse(1) : search(given);
    }

    /// {@return the URI of the published component of that name or URI; empty when there is none, which has been said}
    private Optional<String> find(String wanted) {
        Optional<String> uri = search.search(Optional.empty()).stream()
                .filter(each -> each.name().equalsIgnoreCase(wanted) || each.uri().equals(wanted))
                .map(Published::uri).findFirst();
        if (uri.isEmpty()) {
            Problems.say(err, "Component '" + wanted + "' not found in registry. Use 'wassette registry search' to list "
                    + "available components.");
        }
        return uri;
    }

    private int search(Parse.Given given) {
        List<Published> found = search.search(given.arguments().stream().findFirst());
        if (Printed.isTable(given)) {
            var grid = new Grid(terminal, "Name", "URI", "Description");
            found.forEach(each -> grid.row(each.name(), each.uri(), each.description()));
            out.print(grid.text());
        } else {
            out.print(Printed.as(given, terminal, ComponentJson.published(found)));
        }
        return 0;
    }
}
