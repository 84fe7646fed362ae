package dev.wassette.cli;

import dev.wassette.application.answer.ComponentJson;
import dev.wassette.application.port.in.ListComponents.Summary;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.domain.ComponentId;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// `wassette component ...`: the components that are kept. A server that uses the same folder sees a change at once.
final class ComponentCommands {
    private static final Argument REFERENCE = new Argument("COMPONENT", List.of(),
            "A path, or a URI such as oci://ghcr.io/name/tool:1.0 or https://example.com/tool.wasm");
    private static final Argument ID = new Argument("COMPONENT", List.of(), "The id of the component");
    private static final List<Option> ENGINE = List.of(Settings.RUNTIME, Settings.WASMTIME_LIBRARY, Printed.OUTPUT);

    private static final Command LOAD = Command.leaf("load", "Keep a component and offer its functions as tools",
            Stream.of(LoadOptions.ALL, ENGINE, Downloads.ALL).flatMap(List::stream).toList(), REFERENCE)
            .example("wassette component load ./my-tool.wasm", "wassette component load oci://ghcr.io/microsoft/time-server-js:latest");
    private static final Command UNLOAD = Command.leaf("unload", "Remove a component and its policy", List.of(Printed.OUTPUT), ID)
            .example("wassette component unload my-tool");
    private static final Command LIST = Command.leaf("list", "List the components", List.of(Printed.OUTPUT))
            .example("wassette component list -o table", "wassette component list | jq -r '.components[].id'");
    static final Command COMPONENT = Command.group("component", "Load, unload, list and publish components", List.of(), LOAD, UNLOAD,
            LIST, PushCommand.PUSH);
    /// A shorter name that documentation uses.
    static final Command SHORT_LOAD = LOAD.alias("load");

    private final Components components;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    ComponentCommands(Components components, Terminal terminal, PrintStream out, PrintStream err) {
        this.components = Objects.requireNonNull(components);
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return whether this class does what was asked for}
    static boolean have(Parse.Given given) {
        return given.command() == SHORT_LOAD || given.path().contains(COMPONENT) && given.command().subcommands().isEmpty();
    }

    /// @param given what these commands [#have]
    /// @return the exit status of the process
    int run(Parse.Given given) {
        if (given.command() == LIST) {
            out.print(list(given, components.list().components()));
            return 0;
        }
        String component = given.arguments().getFirst();
        return given.command() == UNLOAD ? unload(given, component) : load(given, component);
    }

    int load(Parse.Given given, String reference) {
        LoadComponent.Outcome outcome;
        try (var working = Working.on(err, terminal, "Loading " + reference)) {
            outcome = components.load().load(LoadOptions.of(given, reference, working::at));
        }
        return switch (outcome) {
            case LoadComponent.Loaded loaded -> {
                loaded.warnings().forEach(warning -> err.println("Warning: " + warning));
                out.print(Printed.as(given, terminal, ComponentJson.loaded(loaded)));
                yield 0;
            }
            case LoadComponent.NotLoaded(String reason) -> Problems.say(err, reason);
        };
    }

    private int unload(Parse.Given given, String component) {
        return switch (components.unload().unload(component)) {
            case UnloadComponent.Unloaded(ComponentId id) -> {
                out.print(Printed.as(given, terminal, ComponentJson.unloaded(id)));
                yield 0;
            }
            case UnloadComponent.NotFound(String id) -> Problems.say(err, "Component '" + id + "' not found");
            case UnloadComponent.NotUnloaded(ComponentId id, String reason) ->
                Problems.say(err, "Failed to unload component: " + id, reason);
        };
    }

    private String list(Parse.Given given, List<Summary> all) {
        if (!Printed.isTable(given)) {
            return Printed.as(given, terminal, ComponentJson.components(all));
        }
        var grid = new Grid(terminal, "ID", "Tools", "Description");
        all.forEach(each -> grid.row(each.id().value(), String.valueOf(each.tools().size()),
                each.problem().map(problem -> "Cannot be used: " + problem)
                        .orElseGet(() -> each.tools().isEmpty() ? "" : each.tools().getFirst().description())));
        return grid.text();
    }
}
