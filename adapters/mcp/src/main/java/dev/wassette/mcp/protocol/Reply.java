package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.LinkedHashMap;

/// What a server sends (JSON-RPC 2.0, sections 4.1 and 5).
public sealed interface Reply {

    /// The request was carried out.
    record Result(JsonObject result) implements Reply {}

    /// The request was not carried out.
    record Failure(RpcError error) implements Reply {}

    /// {@return the answer to the request with that id}
    default JsonObject answer(JsonValue id) {
        return switch (this) {
            case Result(JsonObject result) -> message("id", id).with("result", result);
            case Failure(RpcError error) -> message("id", id).with("error", error.json());
        };
    }

    /// {@return a notification without parameters}
    static JsonObject notification(String method) {
        return message("method", new JsonString(method));
    }

    static JsonObject notification(String method, JsonObject params) {
        return notification(method).with("params", params);
    }

    private static JsonObject message(String name, JsonValue value) {
        var members = new LinkedHashMap<String, JsonValue>();
        members.put("jsonrpc", new JsonString("2.0"));
        members.put(name, value);
        return new JsonObject(members);
    }
}
