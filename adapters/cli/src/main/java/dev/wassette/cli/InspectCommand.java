package dev.wassette.cli;

import dev.wassette.application.answer.ComponentJson;
import dev.wassette.application.answer.ProvenanceJson;
import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.InspectComponent;
import dev.wassette.application.port.in.InspectComponent.ImportedInterface;
import dev.wassette.application.port.in.InspectComponent.Inspected;
import dev.wassette.application.port.in.InspectComponent.NotInspected;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `wassette inspect COMPONENT`: what a component is, without running it.
final class InspectCommand {
    private static final Option OUTPUT = Option.choice("--output-format", "FORMAT", List.of("text", "json", "yaml", "table"),
            "How to print the result [default: text]").shortly("-o");
    static final Command INSPECT = Command.leaf("inspect",
            "Show the world of a component in WIT, the permissions it may need, and its tools", Stream.concat(Stream.of(OUTPUT), Downloads.ALL.stream()).toList(),
            new Argument("COMPONENT", List.of(), "The id of a component that is kept, a path or a URI"))
            .example("wassette inspect my-tool", "wassette inspect ./my-tool.wasm -o json");

    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    InspectCommand(Terminal terminal, PrintStream out, PrintStream err) {
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return the exit status of the process}
    int run(Parse.Given given, InspectComponent inspect) {
        return switch (inspect.inspect(given.arguments().getFirst())) {
            case NotInspected(String reason) -> Problems.say(err, reason);
            case Inspected inspected -> {
                inspected.warnings().forEach(warning -> err.println("Warning: " + warning));
                out.print(switch (given.options().getOrDefault(OUTPUT.name(), "text")) {
                    case "text" -> text(inspected);
                    case "table" -> imports(inspected.imports()) + "\n" + ToolCommands.table(inspected.tools(), terminal);
                    default -> Printed.as(given, terminal, json(inspected));
                });
                yield 0;
            }
        };
    }

    private String text(Inspected inspected) {
        return inspected.world() + "\n" + provenance(inspected) + "\n" + imports(inspected.imports()) + "\n"
                + (inspected.tools().isEmpty() ? "No tools found in component\n"
                        : inspected.tools().stream().map(InspectCommand::tool).collect(Collectors.joining("\n")));
    }

    private String provenance(Inspected inspected) {
        var table = new Table("ORIGIN", "");
        ProvenanceJson.provenance(Optional.of(inspected.digest()), inspected.provenance()).members()
                .forEach((name, value) -> table.row(name, value instanceof JsonString(String text) ? text : JsonText.compact(value)));
        return table.text(terminal);
    }

    private String imports(List<ImportedInterface> imports) {
        var table = new Table("IMPORT", "PERMISSION");
        imports.forEach(each -> table.row(each.name(), each.permission().orElse("-")));
        return imports.isEmpty() ? "Nothing is imported.\n" : table.text(terminal);
    }

    /// In the words of contract A.3.
    private static String tool(ToolDescription tool) {
        return tool.name() + ", Some(" + JsonText.compact(new JsonString(tool.description())) + ")\n"
                + "input schema: " + JsonText.pretty(tool.inputSchema()) + "\n"
                + "output schema: " + JsonText.pretty(tool.outputSchema().<JsonValue>map(schema -> schema).orElse(JsonNull.NULL))
                + "\n";
    }

    private static JsonObject json(Inspected inspected) {
        List<JsonValue> imports = inspected.imports().stream().<JsonValue>map(each -> JsonObject.empty()
                .with("interface", new JsonString(each.name()))
                .with("permission", each.permission().<JsonValue>map(JsonString::new).orElse(JsonNull.NULL))).toList();
        return JsonObject.empty().with("imports", new JsonArray(imports))
                .with("provenance", ProvenanceJson.provenance(Optional.of(inspected.digest()), inspected.provenance()))
                .with("tools", ComponentJson.tools(inspected.tools()).get("tools").orElseThrow())
                .with("world", new JsonString(inspected.world()));
    }
}
