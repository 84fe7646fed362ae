package dev.wassette.loader.oci;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks into what registries send.
final class Json {
    private Json() {}

    /// {@return the object that these bytes are; empty when they are anything else}
    static Optional<JsonObject> object(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return JsonText.parse(text) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (CharacterCodingException | MalformedJson _) {
            return Optional.empty();
        }
    }

    static Optional<String> text(JsonObject object, String member) {
        return object.get(member).map(value -> value instanceof JsonString(String text) ? text : "")
                .filter(text -> !text.isEmpty());
    }

    /// {@return the texts of an object with texts; what else it has is left out}
    static Map<String, String> texts(JsonObject object, String member) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (object.get(member).orElse(null) instanceof JsonObject(Map<String, JsonValue> members)) {
            members.forEach((name, value) -> {
                if (value instanceof JsonString(String text)) {
                    texts.put(name, text);
                }
            });
        }
        return texts;
    }

    /// {@return the elements of an array; none when there is no array}
    static List<JsonValue> elements(JsonObject object, String member) {
        return object.get(member).orElse(null) instanceof JsonArray(List<JsonValue> elements) ? elements : List.of();
    }

    static JsonObject object(Map<String, String> texts) {
        JsonObject object = JsonObject.empty();
        for (Map.Entry<String, String> each : texts.entrySet()) {
            object = object.with(each.getKey(), new JsonString(each.getValue()));
        }
        return object;
    }

    static byte[] bytes(JsonObject object) {
        return JsonText.compact(object).getBytes(StandardCharsets.UTF_8);
    }

    /// {@return words of somebody else as a message may have them}
    static String quoted(String words) {
        String plain = words.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() <= OciLimits.MAX_QUOTE_LENGTH ? plain
                : plain.substring(0, OciLimits.MAX_QUOTE_LENGTH) + "...";
    }
}
