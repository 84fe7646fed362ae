package dev.wassette.application.service;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.Collection;
import java.util.stream.Collectors;

/// The arguments do not fit the signature. The message says where, what was expected and what was found.
final class BadArguments extends Exception {
    private static final long serialVersionUID = 1;

    BadArguments(JsonPath path, String problem) {
        super(path + ": " + problem);
    }

    static BadArguments mismatch(JsonPath path, String expected, JsonValue found) {
        return new BadArguments(path, "expected " + expected + ", found " + describe(found));
    }

    private static String describe(JsonValue value) {
        return switch (value) {
            case JsonNull _, JsonBool _, JsonNumber _ -> cut(JsonText.compact(value));
            case JsonString(String text) -> JsonText.compact(new JsonString(cut(text)));
            case JsonArray(var elements) -> "an array of " + elements.size();
            case JsonObject(var members) -> members.isEmpty() ? "an empty object"
                    : "an object with " + quoted(members.keySet());
        };
    }

    /// {@return the names in quotation marks, as many as a message should have}
    static String quoted(Collection<String> names) {
        String listed = names.stream()
                .limit(ServiceLimits.MAX_LISTED_NAMES)
                .map(name -> JsonText.compact(new JsonString(cut(name))))
                .collect(Collectors.joining(", "));
        return names.size() <= ServiceLimits.MAX_LISTED_NAMES ? listed : listed + ", ...";
    }

    private static String cut(String text) {
        return text.length() <= ServiceLimits.MAX_QUOTE_LENGTH ? text
                : text.substring(0, ServiceLimits.MAX_QUOTE_LENGTH) + "...";
    }
}
