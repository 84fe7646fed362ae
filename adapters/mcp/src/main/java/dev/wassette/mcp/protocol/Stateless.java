package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.domain.Cancellation.Registration;
import dev.wassette.mcp.protocol.Answer.Cancelled;
import dev.wassette.mcp.protocol.Answer.Listening;
import dev.wassette.mcp.protocol.Answer.Replied;
import dev.wassette.mcp.protocol.Reply.Failure;
import dev.wassette.mcp.protocol.Reply.Result;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The methods of revision 2026-07-28, in which each request stands for itself. Safe for use by several threads.
final class Stateless {
    /// What is in force does not change while the process lives.
    private static final long DISCOVER_TTL_MILLIS = 3_600_000;
    /// Every load changes the list, and not every client listens for that.
    private static final long LIST_TTL_MILLIS = 0;

    private final McpServer server;
    private final RunningRequests running;
    private final String session;

    /// @param session what the record calls the session
    Stateless(McpServer server, RunningRequests running, String session) {
        this.server = server;
        this.running = running;
        this.session = session;
    }

    Answer handle(JsonValue id, String method, JsonObject params, Consumer<JsonObject> related) {
        var meta = RequestMeta.of(params);
        String version = meta.string(RequestMeta.PROTOCOL_VERSION).orElse("");
        if (version.isEmpty() || !meta.hasClientCapabilities()) {
            return failure(RpcError.missingMeta());
        }
        if (!version.equals(ProtocolVersion.STATELESS)) {
            return failure(RpcError.unsupportedVersion(version));
        }
        return switch (method) {
            case "server/discover" -> discover();
            case "tools/list" -> list(params);
            case "tools/call" -> call(id, params, meta, related);
            case "subscriptions/listen" -> listen(id, params, related);
            default -> failure(RpcError.methodNotFound(method));
        };
    }

    private Answer discover() {
        return complete(cacheable(DISCOVER_TTL_MILLIS)
                .with("supportedVersions", ProtocolVersion.all())
                .with("capabilities", server.capabilities())
                .with("instructions", new JsonString(server.tools().instructions())));
    }

    private Answer list(JsonObject params) {
        return params.get("cursor").isEmpty()
                ? complete(cacheable(LIST_TTL_MILLIS).with("tools", server.tools().list()))
                : invalidParams("'cursor' is not from this server");
    }

    /// Behind a token the list is not everybody's, so no cache between us may keep it for others.
    private static JsonObject cacheable(long ttlMillis) {
        return JsonObject.empty()
                .with("ttlMs", JsonNumber.of(ttlMillis))
                .with("cacheScope", new JsonString("private"));
    }

    private Answer call(JsonValue id, JsonObject params, RequestMeta meta, Consumer<JsonObject> related) {
        return switch (CallRequest.of(params)) {
            case CallRequest.Wrong(String problem) -> invalidParams(problem);
            case CallRequest.Call(String tool, JsonObject arguments) -> {
                var call = new RunningCall(
                        ClientName.of(session, meta.clientInfo()), tool, running.begin(id), meta.progressToken(), meta.logLevel(), related);
                yield server.call(tool, arguments, call).<Answer>map(this::complete).orElseGet(Cancelled::new);
            }
        };
    }

    private Answer listen(JsonValue id, JsonObject params, Consumer<JsonObject> related) {
        if (!(params.get("notifications").orElse(JsonNull.NULL) instanceof JsonObject wanted)) {
            return invalidParams("'notifications' must be an object");
        }
        boolean tools = wanted.get("toolsListChanged").orElse(JsonNull.NULL) instanceof JsonBool(boolean yes) && yes;
        JsonObject granted = tools ? JsonObject.empty().with("toolsListChanged", new JsonBool(true)) : JsonObject.empty();
        related.accept(Reply.notification("notifications/subscriptions/acknowledged",
                tagged(id).with("notifications", granted)));
        Registration listening = tools ? server.onToolsChanged(() -> related.accept(
                Reply.notification("notifications/tools/list_changed", tagged(id)))) : () -> {};
        running.begin(id).onCancel(() -> {
            listening.close();
            running.end(id);
        });
        Reply farewell = new Result(JsonObject.empty().with("resultType", new JsonString("complete"))
                .with("_meta", JsonObject.empty().with(RequestMeta.SUBSCRIPTION_ID, id)));
        return new Listening(() -> running.cancel(id), farewell);
    }

    private static JsonObject tagged(JsonValue id) {
        return JsonObject.empty().with("_meta", JsonObject.empty().with(RequestMeta.SUBSCRIPTION_ID, id));
    }

    private Replied complete(JsonObject result) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("resultType", new JsonString("complete"));
        members.putAll(result.members());
        members.put("_meta", JsonObject.empty().with(RequestMeta.SERVER_INFO, server.info().json()));
        return new Replied(new Result(new JsonObject(members)));
    }

    private static Answer invalidParams(String problem) {
        return failure(RpcError.invalidParams(problem));
    }

    private static Answer failure(RpcError error) {
        return new Replied(new Failure(error));
    }
}
