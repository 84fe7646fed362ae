package dev.wassette.web.ui;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;

/// A value of the shape that a schema wants, to be read by somebody who types another.
final class Examples {
    private Examples() {}

    /// {@return JSON in one line}
    static String of(JsonObject schema) {
        return JsonText.compact(value(schema, 0));
    }

    private static JsonValue value(JsonObject schema, int depth) {
        Optional<JsonObject> one = oneOf(schema, "anyOf").or(() -> oneOf(schema, "oneOf"));
        if (depth > 2 * UiLimits.MAX_FORM_DEPTH) {
            return JsonNull.NULL;
        }
        if (one.isPresent()) {
            return value(one.get(), depth + 1);
        }
        if (schema.get("const").isPresent()) {
            return schema.get("const").get();
        }
        if (schema.get("enum").orElse(null) instanceof JsonArray(List<JsonValue> words) && !words.isEmpty()) {
            return words.getFirst();
        }
        String type = schema.get("type").orElse(null) instanceof JsonString(String text) ? text : "object";
        return switch (type) {
            case "string" -> new JsonString("");
            case "number", "integer" -> JsonNumber.of(0);
            case "boolean" -> new JsonBool(false);
            case "null" -> JsonNull.NULL;
            case "array" -> array(schema, depth);
            default -> object(schema, depth);
        };
    }

    /// {@return the last of several ways: of an option, what it holds}
    private static Optional<JsonObject> oneOf(JsonObject schema, String word) {
        return schema.get(word).orElse(null) instanceof JsonArray(List<JsonValue> ways) && !ways.isEmpty()
                && ways.getLast() instanceof JsonObject last ? Optional.of(last) : Optional.empty();
    }

    private static JsonValue array(JsonObject schema, int depth) {
        if (schema.get("prefixItems").orElse(null) instanceof JsonArray(List<JsonValue> items)) {
            return new JsonArray(items.stream().map(item -> member(item, depth)).toList());
        }
        return schema.get("items").map(item -> JsonArray.of(member(item, depth))).orElseGet(JsonArray::of);
    }

    private static JsonValue object(JsonObject schema, int depth) {
        JsonObject object = JsonObject.empty();
        if (schema.get("properties").orElse(null) instanceof JsonObject properties) {
            for (var property : properties.members().entrySet()) {
                object = object.with(property.getKey(), member(property.getValue(), depth));
            }
        }
        return object;
    }

    private static JsonValue member(JsonValue schema, int depth) {
        return schema instanceof JsonObject object ? value(object, depth + 1) : JsonNull.NULL;
    }
}
