package dev.wassette.cli;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// JSON as YAML 1.2 in block style. Text that could be read as anything else is written as JSON writes it, which YAML
/// reads too.
final class YamlText {
    private static final Set<String> OTHER_THAN_TEXT = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private YamlText() {}

    static String of(JsonValue value) {
        return isBlock(value) ? block(value, "") : scalar(value) + "\n";
    }

    private static boolean isBlock(JsonValue value) {
        return value instanceof JsonObject object && !object.members().isEmpty()
                || value instanceof JsonArray array && !array.elements().isEmpty();
    }

    private static String block(JsonValue value, String indent) {
        var text = new StringBuilder();
        if (value instanceof JsonObject(Map<String, JsonValue> members)) {
            members.forEach((name, member) -> text.append(indent).append(string(name)).append(':')
                    .append(isBlock(member) ? "\n" + block(member, indent + "  ") : " " + scalar(member) + "\n"));
        } else if (value instanceof JsonArray(List<JsonValue> elements)) {
            elements.forEach(element -> text.append(indent).append("- ")
                    .append(isBlock(element) ? block(element, indent + "  ").substring(indent.length() + 2)
                            : scalar(element) + "\n"));
        }
        return text.toString();
    }

    private static String scalar(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> string(text);
            case JsonNull _, JsonBool _, JsonNumber _, JsonArray _, JsonObject _ -> JsonText.compact(value);
        };
    }

    private static String string(String text) {
        boolean plain = text.matches("[A-Za-z_/][A-Za-z0-9_./-]*(:[/0-9][A-Za-z0-9_./-]*)*")
                && !OTHER_THAN_TEXT.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : JsonText.compact(new JsonString(text));
    }
}
