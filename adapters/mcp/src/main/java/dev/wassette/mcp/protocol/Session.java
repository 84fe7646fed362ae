package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.mcp.protocol.Message.Request;
import dev.wassette.mcp.protocol.Reply.Failure;
import dev.wassette.mcp.protocol.Reply.Result;
import dev.wassette.mcp.tools.Tools;
import java.util.Objects;
import java.util.function.Consumer;

/// The methods of MCP for one client, on whatever transport. Safe for use by several threads.
///
/// Nothing waits for `initialize`: all requests mean the same before and after it. Clients that look for a newer
/// revision ask before they initialize, and give up on a server that leaves them without an answer.
public final class Session {
    private static final String INSTRUCTIONS = """
            Each tool here is a function of a WebAssembly component and runs in a sandbox. It starts from nothing at \
            every call, and reaches no file, host or environment variable that its component's policy does not grant.
            Load components with load-component (a path such as ./tool.wasm, or a file:// URI); their functions then \
            appear in the list of tools. See what is loaded with list-components; remove it with unload-component.
            When a tool is denied something, do not edit policy files. Tell the user which permission is missing and \
            why the tool asks for it, or find a way that does without.""";

    private final Tools tools;
    private final ServerInfo info;
    private final Consumer<JsonObject> notifier;
    private volatile ProtocolVersion version = ProtocolVersion.V2025_11_25;

    /// @param notifier sends a notification to the client; when it returns, the notification is on its way before
    ///     anything that is sent later
    public Session(Tools tools, ServerInfo info, Consumer<JsonObject> notifier) {
        this.tools = Objects.requireNonNull(tools);
        this.info = Objects.requireNonNull(info);
        this.notifier = Objects.requireNonNull(notifier);
    }

    /// {@return whether the client may send several messages in one array}
    public boolean hasBatches() {
        return version.hasBatches();
    }

    /// {@return whether this request may take long; all others are answered at once}
    public static boolean mayTakeLong(Request request) {
        return request.method().equals("tools/call");
    }

    /// Carries out a request, and waits for its end.
    public Reply handle(Request request) {
        return switch (request.params().orElseGet(JsonObject::empty)) {
            case JsonObject params -> handle(request.method(), params);
            case JsonValue _ -> invalidParams("'params' must be an object");
        };
    }

    private Reply handle(String method, JsonObject params) {
        return switch (method) {
            case "initialize" -> initialize(params);
            case "ping" -> new Result(JsonObject.empty());
            case "tools/list" -> page(params, "tools", tools.list());
            case "tools/call" -> call(params);
            // Not offered (contract M27), but asked for by clients that do not look at the capabilities.
            case "prompts/list" -> page(params, "prompts", JsonArray.of());
            case "resources/list" -> page(params, "resources", JsonArray.of());
            case "resources/templates/list" -> page(params, "resourceTemplates", JsonArray.of());
            default -> new Failure(RpcError.methodNotFound(method));
        };
    }

    private Reply initialize(JsonObject params) {
        if (!(member(params, "protocolVersion") instanceof JsonString(String asked))) {
            return invalidParams("'protocolVersion' must be a string");
        }
        version = ProtocolVersion.negotiate(asked);
        return new Result(JsonObject.empty()
                .with("protocolVersion", new JsonString(version.date()))
                .with("capabilities", JsonObject.empty()
                        .with("tools", JsonObject.empty().with("listChanged", new JsonBool(true))))
                .with("serverInfo", JsonObject.empty()
                        .with("name", new JsonString(info.name()))
                        .with("version", new JsonString(info.version())))
                .with("instructions", new JsonString(INSTRUCTIONS)));
    }

    /// All lists are complete on their first page, so no cursor is ours.
    private static Reply page(JsonObject params, String name, JsonArray list) {
        return member(params, "cursor") == JsonNull.NULL
                ? new Result(JsonObject.empty().with(name, list))
                : invalidParams("'cursor' is not from this server");
    }

    private Reply call(JsonObject params) {
        if (!(member(params, "name") instanceof JsonString(String tool))) {
            return invalidParams("'name' must be a string");
        }
        return switch (member(params, "arguments")) {
            case JsonObject arguments -> call(tool, arguments);
            case JsonNull _ -> call(tool, JsonObject.empty());
            case JsonValue _ -> invalidParams("'arguments' must be an object");
        };
    }

    private Reply call(String tool, JsonObject arguments) {
        return new Result(tools.call(tool, arguments, this::toolsChanged));
    }

    private void toolsChanged() {
        notifier.accept(Reply.notification("notifications/tools/list_changed"));
    }

    private static JsonValue member(JsonObject params, String name) {
        return params.get(name).orElse(JsonNull.NULL);
    }

    private static Reply invalidParams(String problem) {
        return new Failure(RpcError.invalidParams(problem));
    }
}
