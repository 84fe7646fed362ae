package dev.wassette.cli;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Results as text (contract A.3). The members of objects are in the order of their names.
final class Printed {
    static final Option OUTPUT = Option.choice("--output-format", "FORMAT", List.of("json", "yaml", "table"),
            "How to print the result [default: json]").shortly("-o");

    private Printed() {}

    /// {@return the value in the format that was asked for}
    static String as(Parse.Given given, Terminal terminal, JsonObject value) {
        return switch (given.options().getOrDefault(OUTPUT.name(), "json")) {
            case "yaml" -> YamlText.of(sorted(value));
            case "table" -> table(value, terminal);
            default -> json(value);
        };
    }

    /// {@return whether a table was asked for}
    static boolean isTable(Parse.Given given) {
        return given.options().getOrDefault(OUTPUT.name(), "json").equals("table");
    }

    /// {@return any value in the format that was asked for; only objects make a table}
    static String value(Parse.Given given, Terminal terminal, JsonValue value) {
        return value instanceof JsonObject object ? as(given, terminal, object)
                : given.options().getOrDefault(OUTPUT.name(), "json").equals("yaml") ? YamlText.of(value) : json(value);
    }

    static String json(JsonValue value) {
        return JsonText.pretty(sorted(value)) + "\n";
    }

    private static JsonValue sorted(JsonValue value) {
        return switch (value) {
            case JsonArray(List<JsonValue> elements) -> new JsonArray(elements.stream().map(Printed::sorted).toList());
            case JsonObject(Map<String, JsonValue> members) -> {
                JsonObject sorted = JsonObject.empty();
                for (Map.Entry<String, JsonValue> member : new TreeMap<>(members).entrySet()) {
                    sorted = sorted.with(member.getKey(), sorted(member.getValue()));
                }
                yield sorted;
            }
            case JsonNull _, JsonBool _, JsonNumber _, JsonString _ -> value;
        };
    }

    /// The widths are those of the contract; what does not fit the terminal is cut.
    private static String table(JsonObject object, Terminal terminal) {
        var text = new StringBuilder("Key                   | Value\n----------------------|--------\n");
        new TreeMap<>(object.members()).forEach((key, value) ->
                text.append(terminal.fit(String.format("%-21s | %s", key, Table.printable(cell(value))))).append('\n'));
        return text.toString();
    }

    private static String cell(JsonValue value) {
        return switch (value) {
            case JsonArray _ -> "[array]";
            case JsonObject _ -> "[object]";
            case JsonString(String text) -> text;
            case JsonNull _, JsonBool _, JsonNumber _ -> JsonText.compact(value);
        };
    }
}
