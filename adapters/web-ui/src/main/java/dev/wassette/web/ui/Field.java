package dev.wassette.web.ui;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a form asks for, made from the JSON Schema of a tool's arguments.
sealed interface Field {

    record Text() implements Field {}

    /// @param hint which numbers; empty when there is nothing to say
    record Numeral(String hint) implements Field {}

    record Flag() implements Field {}

    /// One of some words.
    record Choice(List<String> words) implements Field {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /// Any of some words.
    record Choices(List<String> words) implements Field {
        public Choices {
            words = List.copyOf(words);
        }
    }

    /// A list, one element a line.
    ///
    /// @param numbers whether the elements are numbers; else they are texts
    record Lines(boolean numbers) implements Field {}

    record Group(Map<String, Member> members) implements Field {
        public Group {
            members = new LinkedHashMap<>(members);
        }
    }

    /// Everything else is typed as JSON.
    ///
    /// @param example of the right shape
    record Raw(String example) implements Field {}

    /// @param optional whether it may be left out
    record Member(Field field, boolean optional) {}

    /// {@return the fields for these arguments; a single field for JSON when they would be too many}
    static Field of(JsonObject schema) {
        Field field = of(schema, 0);
        return count(field) > UiLimits.MAX_FORM_FIELDS ? new Raw(Examples.of(schema)) : field;
    }

    private static int count(Field field) {
        return field instanceof Group(Map<String, Member> members)
                ? members.values().stream().mapToInt(member -> count(member.field())).sum() + 1 : 1;
    }

    private static Field of(JsonObject schema, int depth) {
        List<String> words = words(schema);
        return switch (text(schema, "type")) {
            case "string" -> words.isEmpty() ? new Text() : new Choice(words);
            case "number", "integer" -> new Numeral(range(schema));
            case "boolean" -> new Flag();
            case "array" -> list(schema);
            case "object" -> depth < UiLimits.MAX_FORM_DEPTH && schema.get("properties").orElse(null) instanceof JsonObject
                    && schema.get("oneOf").isEmpty() ? group(schema, depth) : new Raw(Examples.of(schema));
            default -> new Raw(Examples.of(schema));
        };
    }

    private static Group group(JsonObject schema, int depth) {
        List<String> required = texts(schema.get("required"));
        Map<String, Member> members = new LinkedHashMap<>();
        ((JsonObject) schema.get("properties").orElseThrow()).members().forEach((name, member) ->
                members.put(name, member(member instanceof JsonObject object ? object : JsonObject.empty(),
                        !required.contains(name), depth)));
        return new Group(members);
    }

    /// An optional record stays JSON: whether it is there cannot be told from its fields.
    private static Member member(JsonObject schema, boolean optional, int depth) {
        Optional<JsonObject> some = some(schema);
        Field field = of(some.orElse(schema), depth + 1);
        boolean mayBeAbsent = optional || some.isPresent();
        return new Member(mayBeAbsent && field instanceof Group ? new Raw(Examples.of(some.orElse(schema))) : field, mayBeAbsent);
    }

    /// {@return what an option holds: `anyOf` null and another}
    private static Optional<JsonObject> some(JsonObject schema) {
        return schema.get("anyOf").orElse(null) instanceof JsonArray(List<JsonValue> two) && two.size() == 2
                && two.getFirst() instanceof JsonObject first && text(first, "type").equals("null")
                && two.getLast() instanceof JsonObject last ? Optional.of(last) : Optional.empty();
    }

    private static Field list(JsonObject schema) {
        if (!(schema.get("items").orElse(null) instanceof JsonObject items) || schema.get("prefixItems").isPresent()) {
            return new Raw(Examples.of(schema));
        }
        return switch (of(items, UiLimits.MAX_FORM_DEPTH)) {
            case Text() -> new Lines(false);
            case Numeral _ -> new Lines(true);
            case Choice(List<String> words) -> new Choices(words);
            case Flag(), Choices _, Lines _, Group _, Raw _ -> new Raw(Examples.of(schema));
        };
    }

    private static String range(JsonObject schema) {
        return Stream.of("minimum", "maximum").flatMap(bound -> schema.get(bound).stream())
                .map(number -> number instanceof JsonValue.JsonNumber(var value) ? value.toPlainString() : "")
                .reduce((least, most) -> least + " to " + most).orElse("");
    }

    private static List<String> words(JsonObject schema) {
        return texts(schema.get("enum"));
    }

    private static List<String> texts(Optional<JsonValue> value) {
        List<String> texts = new ArrayList<>();
        if (value.orElse(null) instanceof JsonArray(List<JsonValue> elements)) {
            elements.forEach(each -> {
                if (each instanceof JsonString(String text)) {
                    texts.add(text);
                }
            });
        }
        return texts;
    }

    private static String text(JsonObject schema, String name) {
        return schema.get(name).orElse(null) instanceof JsonString(String text) ? text : "";
    }
}
