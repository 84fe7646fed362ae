package dev.wassette.cli;

import dev.wassette.application.answer.ComponentJson;
import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.Content;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.cli.syntax.Argument;
import dev.wassette.cli.syntax.Command;
import dev.wassette.cli.syntax.Nearest;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import dev.wassette.domain.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// `wassette tool ...`: the functions of the components that are kept, called without an MCP client.
final class ToolCommands {
    private static final Argument NAME = new Argument("TOOL", List.of(), "The name of the tool");
    private static final Option ARGS = Option.valued("--args", "JSON",
            "The arguments as a JSON object; - reads it from standard input [default: {}]");
    /// Tells of each call of the component to its host.
    static final Option TRACE = Option.flag("--trace", "", "Print each call to the host, and each denial, to standard error");
    private static final List<Option> ENGINE = List.of(Settings.RUNTIME, Settings.WASMTIME_LIBRARY);

    private static final Command LIST = Command.leaf("list", "List the tools", List.of(Printed.OUTPUT))
            .example("wassette tool list -o table");
    private static final Command READ = Command.leaf("read", "Show one tool with its schemas", List.of(Printed.OUTPUT), NAME)
            .example("wassette tool read get-weather", "wassette tool read get-weather | jq .input_schema");
    static final Command INVOKE = Command.leaf("invoke", "Call a tool in the sandbox",
            Stream.of(List.of(ARGS, TRACE, Printed.OUTPUT), Variables.ALL, ENGINE).flatMap(List::stream).toList(), NAME)
            .example("wassette tool invoke get-weather --args '{\"city\": \"Oslo\"}'",
                    "wassette tool invoke get-weather --args - --trace < arguments.json");
    static final Command TOOL = Command.group("tool", "List tools, and call them without an MCP client", List.of(), LIST, READ, INVOKE);

    private final Components components;
    private final InputStream in;
    private final Terminal terminal;
    private final PrintStream out;
    private final PrintStream err;

    ToolCommands(Components components, InputStream in, Terminal terminal, PrintStream out, PrintStream err) {
        this.components = Objects.requireNonNull(components);
        this.in = Objects.requireNonNull(in);
        this.terminal = Objects.requireNonNull(terminal);
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
    }

    /// {@return whether this class does what was asked for}
    static boolean have(Parse.Given given) {
        return given.path().contains(TOOL) && given.command().subcommands().isEmpty();
    }

    /// @param given what these commands [#have]
    /// @return the exit status of the process
    int run(Parse.Given given) {
        if (given.command() == LIST) {
            out.print(list(given, components.tools().tools()));
            return 0;
        }
        String name = given.arguments().getFirst();
        return given.command() == READ ? read(given, name) : invoke(given, name);
    }

    private String list(Parse.Given given, List<ToolDescription> tools) {
        return Printed.isTable(given) ? table(tools, terminal) : Printed.as(given, terminal, ComponentJson.tools(tools));
    }

    static String table(List<ToolDescription> tools, Terminal terminal) {
        var grid = new Grid(terminal, "Tool", "Description");
        tools.forEach(tool -> grid.row(tool.name().value(), tool.description()));
        return grid.text();
    }

    private int read(Parse.Given given, String name) {
        Optional<ToolDescription> tool = components.tools().tools().stream()
                .filter(each -> each.name().value().equals(name)).findFirst();
        tool.ifPresent(found -> out.print(Printed.as(given, terminal, ComponentJson.tool(found))));
        return tool.isPresent() ? 0 : notFound(name);
    }

    private int notFound(String name) {
        Optional<String> near = Nearest.of(name, components.tools().tools().stream().map(tool -> tool.name().value()));
        return Problems.say(err, "Tool not found: " + name + near.map(other -> ". There is '" + other + "'").orElse(""));
    }

    private int invoke(Parse.Given given, String name) {
        JsonValue arguments;
        try {
            arguments = JsonText.parse(arguments(given.options().getOrDefault(ARGS.name(), "{}")));
        } catch (MalformedJson | IOException e) {
            return Problems.say(err, "Failed to parse arguments as JSON", String.valueOf(e.getMessage()));
        }
        if (!(arguments instanceof JsonObject object)) {
            return Problems.say(err, "Arguments must be a JSON object");
        }
        CallTool.Outcome outcome;
        try (var _ = Working.on(err, terminal, "Calling " + name)) {
            outcome = components.call().call(name, object, Caller.silent());
        }
        // What the component was denied, and what would allow it, stands in the log.
        return print(given, name, outcome);
    }

    private String arguments(String said) throws IOException {
        if (!said.equals("-")) {
            return said;
        }
        byte[] bytes = in.readNBytes(CliLimits.MAX_ARGUMENTS_BYTES + 1);
        if (bytes.length > CliLimits.MAX_ARGUMENTS_BYTES) {
            throw new IOException("the standard input has more than " + (CliLimits.MAX_ARGUMENTS_BYTES >> 20) + " MiB");
        }
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private int print(Parse.Given given, String name, CallTool.Outcome outcome) {
        return switch (outcome) {
            case CallTool.Returned returned -> {
                out.print(text(given, returned));
                yield returned.isError() ? 1 : 0;
            }
            case CallTool.Shown(List<Content> contents, _) -> {
                contents.forEach(content -> out.print(shown(content)));
                yield 0;
            }
            case CallTool.Failed(CallTool.Reason reason, String message, _) -> {
                if (reason == CallTool.Reason.UNKNOWN_TOOL) {
                    yield notFound(name);
                }
                err.println("Error invoking tool '" + name + "': " + message);
                yield 1;
            }
        };
    }

    /// {@return a text as it is, unless JSON or YAML was asked for; everything else in that format}
    private String text(Parse.Given given, CallTool.Returned returned) {
        JsonValue inner = returned.envelope() instanceof JsonObject envelope
                ? envelope.get("result").orElse(envelope) : returned.envelope();
        boolean asked = given.options().containsKey(Printed.OUTPUT.name());
        return inner instanceof JsonString(String text) && !asked ? text + "\n" : Printed.value(given, terminal, inner);
    }

    /// {@return a text as it is, and of everything else what it is: bytes are no good on a terminal}
    private static String shown(Content content) {
        return switch (content) {
            case Content.Text(String text) -> text + "\n";
            case Content.Image(byte[] data, String mimeType) -> media("image", mimeType, data);
            case Content.Audio(byte[] data, String mimeType) -> media("audio", mimeType, data);
            case Content.Resource(String uri, _, Content.Body body) -> switch (body) {
                case Content.TextBody(String text) -> text + "\n";
                case Content.BlobBody(byte[] blob) -> media(uri, "", blob);
            };
        };
    }

    private static String media(String what, String type, byte[] data) {
        return Printed.json(JsonObject.empty().with("data", new JsonString(Base64.getEncoder().encodeToString(data)))
                .with("mimeType", new JsonString(type)).with("type", new JsonString(what)));
    }
}
