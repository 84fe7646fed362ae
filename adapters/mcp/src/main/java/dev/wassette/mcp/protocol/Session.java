package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.domain.Cancellation.Registration;
import dev.wassette.domain.LogLevel;
import dev.wassette.mcp.protocol.Answer.Cancelled;
import dev.wassette.mcp.protocol.Answer.Replied;
import dev.wassette.mcp.protocol.Message.Notification;
import dev.wassette.mcp.protocol.Message.Request;
import dev.wassette.mcp.protocol.Reply.Failure;
import dev.wassette.mcp.protocol.Reply.Result;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// The methods of MCP for one client, on whatever transport. Safe for use by several threads.
///
/// Two eras meet here. In the revisions up to 2025-11-25 a client begins with `initialize`, and what it says there holds
/// for the session. From 2026-07-28 on each request says for itself which revision it follows ([Stateless]). Both list and
/// call tools through the same code, and a client may mix them.
///
/// Nothing waits for `initialize`: all requests mean the same before and after it.
public final class Session implements AutoCloseable {
    private final McpServer server;
    private final Consumer<JsonObject> notifier;
    private final RunningRequests running = new RunningRequests();
    private final Stateless stateless;
    private final Registration listening;
    private final String name;
    private volatile JsonValue clientInfo = JsonNull.NULL;
    private volatile boolean hasBegun;
    private volatile ProtocolVersion version = ProtocolVersion.newest();
    private volatile Optional<LogLevel> logLevel = Optional.empty();

    /// @param notifier takes notifications that belong to no request, without waiting for the client; when it returns, the
    ///     notification is on its way before anything that is sent later
    public Session(McpServer server, Consumer<JsonObject> notifier) {
        this.server = Objects.requireNonNull(server);
        this.notifier = Objects.requireNonNull(notifier);
        this.name = "session " + server.nextSession();
        this.stateless = new Stateless(server, running, name);
        this.listening = server.onToolsChanged(this::toolsChanged);
    }

    /// {@return why these messages may not come in one array; empty when they may}
    public Optional<RpcError> refusal(List<JsonValue> messages) {
        if (!version.hasBatches() || messages.isEmpty()) {
            return Optional.of(RpcError.invalidRequest("a message must be an object"));
        }
        return messages.size() <= ProtocolLimits.MAX_BATCH_MESSAGES ? Optional.empty()
                : Optional.of(RpcError.invalidRequest("an array has at most " + ProtocolLimits.MAX_BATCH_MESSAGES
                        + " messages, this one has " + messages.size()));
    }

    /// {@return the revision that was agreed on, such as `2025-11-25`}
    public String version() {
        return version.date();
    }

    /// {@return whether this request may take long; all others are answered at once}
    public static boolean mayTakeLong(Request request) {
        return request.method().equals("tools/call");
    }

    /// Notes that a request has come, so that from now on it can be taken back. To be called in the order of the messages,
    /// before [#handle(Request, Consumer)], which may come later and in any order.
    public void expect(Request request) {
        running.begin(request.id());
    }

    /// Carries out a request, and waits for its end.
    ///
    /// @param related takes notifications about this request, as the notifier of the session does
    public Answer handle(Request request, Consumer<JsonObject> related) {
        try {
            return dispatch(request, related);
        } finally {
            if (mayTakeLong(request)) {
                running.end(request.id());
            }
        }
    }

    private Answer dispatch(Request request, Consumer<JsonObject> related) {
        return switch (request.params().orElseGet(JsonObject::empty)) {
            case JsonObject params when RequestMeta.of(params).isStateless() ->
                stateless.handle(request.id(), request.method(), params, related);
            case JsonObject params -> {
                hasBegun = true;
                yield handle(request, params, related);
            }
            case JsonValue _ -> invalidParams("'params' must be an object");
        };
    }

    /// Takes notice of a notification.
    public void handle(Notification notification) {
        if (notification.method().equals("notifications/cancelled")) {
            notification.params().flatMap(params -> params.get("requestId")).ifPresent(running::cancel);
        }
    }

    /// Forgets the client, and ends what is running for it.
    @Override
    public void close() {
        listening.close();
        running.cancelAll();
    }

    private Answer handle(Request request, JsonObject params, Consumer<JsonObject> related) {
        return switch (request.method()) {
            case "initialize" -> initialize(params);
            case "ping" -> result(JsonObject.empty());
            case "logging/setLevel" -> setLevel(params);
            case "tools/list" -> page(params, "tools", server.tools().list());
            case "tools/call" -> call(request.id(), params, related);
            // Not offered (contract M27), but asked for by clients that do not look at the capabilities.
            case "prompts/list" -> page(params, "prompts", JsonArray.of());
            case "resources/list" -> page(params, "resources", JsonArray.of());
            case "resources/templates/list" -> page(params, "resourceTemplates", JsonArray.of());
            default -> new Replied(new Failure(RpcError.methodNotFound(request.method())));
        };
    }

    private Answer initialize(JsonObject params) {
        if (!(member(params, "protocolVersion") instanceof JsonString(String asked))) {
            return invalidParams("'protocolVersion' must be a string");
        }
        clientInfo = member(params, "clientInfo");
        version = ProtocolVersion.negotiate(asked);
        return result(JsonObject.empty()
                .with("protocolVersion", new JsonString(version.date()))
                .with("capabilities", server.capabilities())
                .with("serverInfo", server.info().json())
                .with("instructions", new JsonString(server.tools().instructions())));
    }

    private Answer setLevel(JsonObject params) {
        if (!(member(params, "level") instanceof JsonString(String name)) || LogLevels.named(name).isEmpty()) {
            return invalidParams("'level' must be one of debug, info, notice, warning, error, critical, alert, emergency");
        }
        logLevel = LogLevels.named(name);
        return result(JsonObject.empty());
    }

    /// All lists are complete on their first page, so no cursor is ours.
    private static Answer page(JsonObject params, String name, JsonArray list) {
        return member(params, "cursor") == JsonNull.NULL
                ? result(JsonObject.empty().with(name, list))
                : invalidParams("'cursor' is not from this server");
    }

    private Answer call(JsonValue id, JsonObject params, Consumer<JsonObject> related) {
        return switch (CallRequest.of(params)) {
            case CallRequest.Wrong(String problem) -> invalidParams(problem);
            case CallRequest.Call(String tool, JsonObject arguments) -> {
                var call = new RunningCall(
                        ClientName.of(name, clientInfo), tool, running.begin(id), RequestMeta.of(params).progressToken(), logLevel, related);
                yield server.call(tool, arguments, call).<Answer>map(Session::result).orElseGet(Cancelled::new);
            }
        };
    }

    private void toolsChanged() {
        if (hasBegun) {
            notifier.accept(Reply.notification("notifications/tools/list_changed"));
        }
    }

    private static JsonValue member(JsonObject params, String name) {
        return params.get(name).orElse(JsonNull.NULL);
    }

    private static Answer result(JsonObject result) {
        return new Replied(new Result(result));
    }

    private static Answer invalidParams(String problem) {
        return new Replied(new Failure(RpcError.invalidParams(problem)));
    }
}
