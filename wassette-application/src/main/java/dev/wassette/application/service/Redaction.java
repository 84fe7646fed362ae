package dev.wassette.application.service;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Makes arguments fit for a record (contract B.7): the values of names that sound secret are left out, texts are cut, and
/// so is the whole. What is left out is said to be.
final class Redaction {
    private static final JsonString SECRET = new JsonString("<redacted>");
    private static final JsonString MORE = new JsonString("...");

    private final boolean hidesSecrets;
    private int left = ServiceLimits.MAX_RECORDED_ARGUMENTS;

    private Redaction(boolean hidesSecrets) {
        this.hidesSecrets = hidesSecrets;
    }

    /// {@return the arguments of a call, cut and without secrets}
    static JsonValue of(JsonObject arguments) {
        return new Redaction(true).value(arguments);
    }

    /// {@return what holds no secrets, cut}
    static JsonValue cut(JsonObject details) {
        return new Redaction(false).value(details);
    }

    /// {@return the beginning of a text}
    static String cut(String text) {
        if (text.length() <= ServiceLimits.MAX_RECORDED_TEXT) {
            return text;
        }
        boolean halves = Character.isHighSurrogate(text.charAt(ServiceLimits.MAX_RECORDED_TEXT - 1));
        return text.substring(0, ServiceLimits.MAX_RECORDED_TEXT - (halves ? 1 : 0)) + "...";
    }

    private JsonValue value(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> counted(new JsonString(cut(text)), text.length());
            case JsonNumber number -> counted(number, number.value().precision());
            case JsonNull _, JsonBool _ -> counted(value, 4);
            case JsonArray(List<JsonValue> elements) -> array(elements);
            case JsonObject(Map<String, JsonValue> members) -> object(members);
        };
    }

    private JsonValue counted(JsonValue value, int length) {
        left -= Math.min(length, ServiceLimits.MAX_RECORDED_TEXT) + 1;
        return left < 0 ? MORE : value;
    }

    private JsonValue array(List<JsonValue> elements) {
        left--;
        List<JsonValue> kept = new ArrayList<>();
        for (JsonValue element : elements) {
            if (left <= 0) {
                kept.add(MORE);
                break;
            }
            kept.add(value(element));
        }
        return new JsonArray(kept);
    }

    private JsonValue object(Map<String, JsonValue> members) {
        left--;
        JsonObject kept = JsonObject.empty();
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            if (left <= 0) {
                return kept.with("...", MORE);
            }
            String name = cut(member.getKey());
            left -= name.length();
            kept = kept.with(name, hidesSecrets && soundsSecret(member.getKey()) ? SECRET : value(member.getValue()));
        }
        return kept;
    }

    private static boolean soundsSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of("password", "secret", "token", "key").anyMatch(lower::contains);
    }
}
