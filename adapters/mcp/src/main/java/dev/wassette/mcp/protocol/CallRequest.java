package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;

/// The parameters of `tools/call`.
sealed interface CallRequest {

    /// @param arguments empty when the client sent none
    record Call(String tool, JsonObject arguments) implements CallRequest {}

    record Wrong(String problem) implements CallRequest {}

    static CallRequest of(JsonObject params) {
        if (!(params.get("name").orElse(JsonNull.NULL) instanceof JsonString(String tool))) {
            return new Wrong("'name' must be a string");
        }
        return switch (params.get("arguments").orElse(JsonNull.NULL)) {
            case JsonObject arguments -> new Call(tool, arguments);
            case JsonNull _ -> new Call(tool, JsonObject.empty());
            case JsonValue _ -> new Wrong("'arguments' must be an object");
        };
    }
}
