package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.Optional;

/// What a client sends (JSON-RPC 2.0, sections 4 and 5).
public sealed interface Message {

    /// Asks for an answer with the same id.
    ///
    /// @param id a string or a number; it goes back exactly as it came
    /// @param params absent ones and `null` are the same
    record Request(JsonValue id, String method, Optional<JsonValue> params) implements Message {}

    /// Is never answered.
    ///
    /// @param params empty when there are none, or none that can be used
    record Notification(String method, Optional<JsonObject> params) implements Message {}

    /// An answer. This server never asks, so it never waits for one.
    record Response() implements Message {}

    /// JSON, but not a message.
    ///
    /// @param id of the answer: `null` where the message has none that can be used
    record Invalid(JsonValue id, RpcError error) implements Message {}

    /// {@return the message that this JSON is}
    static Message of(JsonValue json) {
        return json instanceof JsonObject object ? of(object) : invalid("a message must be an object");
    }

    private static Message of(JsonObject message) {
        Optional<JsonValue> id = message.get("id");
        if (id.isPresent() && !isId(id.get())) {
            return invalid("'id' must be a string or a number");
        }
        if (!(member(message, "jsonrpc") instanceof JsonString(String version) && version.equals("2.0"))) {
            return invalid(id, "'jsonrpc' must be \"2.0\"");
        }
        if (message.get("method").isEmpty() && message.get("result").or(() -> message.get("error")).isPresent()) {
            return new Response();
        }
        if (!(member(message, "method") instanceof JsonString(String method))) {
            return invalid(id, "'method' must be a string");
        }
        Optional<JsonValue> params = message.get("params").filter(value -> value != JsonNull.NULL);
        return id.isPresent() ? new Request(id.get(), method, params) : new Notification(method,
                params.filter(JsonObject.class::isInstance).map(JsonObject.class::cast));
    }

    private static JsonValue member(JsonObject message, String name) {
        return message.get(name).orElse(JsonNull.NULL);
    }

    private static boolean isId(JsonValue value) {
        return value instanceof JsonString || value instanceof JsonNumber;
    }

    private static Message invalid(String problem) {
        return invalid(Optional.empty(), problem);
    }

    private static Message invalid(Optional<JsonValue> id, String problem) {
        return new Invalid(id.orElse(JsonNull.NULL), RpcError.invalidRequest(problem));
    }
}
