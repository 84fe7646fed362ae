package dev.wassette.web.ui;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.web.ui.Field.Choice;
import dev.wassette.web.ui.Field.Choices;
import dev.wassette.web.ui.Field.Flag;
import dev.wassette.web.ui.Field.Group;
import dev.wassette.web.ui.Field.Lines;
import dev.wassette.web.ui.Field.Member;
import dev.wassette.web.ui.Field.Numeral;
import dev.wassette.web.ui.Field.Raw;
import dev.wassette.web.ui.Field.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The fields of a form as HTML, with what was typed, and the arguments that what was typed stands for. A field is known by
/// its place in the form, as names are anybody's.
///
/// @param prefix of the ids of this form, for several may be on a page
/// @param typed what the form was sent with; empty for a new one
record ToolForm(String prefix, Field arguments, FormValues typed) {
    private static final String RAW_ARGUMENTS = "f";

    /// What was typed cannot be understood.
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message);
        }
    }

    void write(Html html) {
        switch (arguments) {
            case Group(Map<String, Member> members) when members.isEmpty() -> html.leaf("p", "It takes no arguments.", "class", "quiet");
            case Group group -> members(html, group, RAW_ARGUMENTS);
            case Text _, Numeral _, Flag _, Choice _, Choices _, Lines _, Raw _ ->
                labelled(html, "Arguments", RAW_ARGUMENTS, false, "a JSON object", () -> area(html, RAW_ARGUMENTS, 6, "{}"));
        }
    }

    private void members(Html html, Group group, String place) {
        int number = 0;
        for (Map.Entry<String, Member> member : group.members().entrySet()) {
            field(html, member.getKey(), member.getValue(), place + "." + number);
            number++;
        }
    }

    private void field(Html html, String name, Member member, String place) {
        boolean optional = member.optional();
        switch (member.field()) {
            case Text() -> labelled(html, name, place, optional, "", () -> area(html, place, 1, ""));
            case Numeral(String hint) -> labelled(html, name, place, optional, hint, () -> html.single("input", "type", "text",
                    "inputmode", "decimal", "autocomplete", "off", "id", id(place), "name", place, "value", value(place),
                    "aria-describedby", hint.isEmpty() ? null : id(place) + "-hint"));
            case Flag() -> labelled(html, name, place, optional, "", () -> select(html, place, List.of("true", "false"), optional));
            case Choice(List<String> words) -> labelled(html, name, place, optional, "", () -> select(html, place, words, optional));
            case Choices(List<String> words) -> choices(html, name, place, words);
            case Lines(boolean numbers) -> labelled(html, name, place, optional,
                    numbers ? "one number a line" : "one text a line", () -> area(html, place, 3, ""));
            case Group group -> html.element("fieldset", inner -> {
                inner.leaf("legend", name);
                members(inner, group, place);
            });
            case Raw(String example) -> labelled(html, name, place, optional, "JSON, such as " + example,
                    () -> area(html, place, 3, ""));
        }
    }

    private void labelled(Html html, String name, String place, boolean optional, String hint, Runnable control) {
        html.element("div", inner -> {
            inner.element("label", label -> {
                label.text(name);
                if (optional) {
                    label.leaf("span", " (optional)", "class", "quiet");
                }
            }, "for", id(place));
            control.run();
            if (!hint.isEmpty()) {
                inner.leaf("p", hint, "class", "hint", "id", id(place) + "-hint");
            }
        }, "class", "field");
    }

    private void area(Html html, String place, int rows, String usual) {
        String text = typed.first(place).orElse(usual);
        // A browser takes one line end behind the tag for layout.
        html.leaf("textarea", text.startsWith("\n") ? "\n" + text : text, "id", id(place), "name", place, "rows",
                String.valueOf(Math.clamp(text.lines().count(), rows, 12)), "spellcheck", "false", "autocomplete", "off");
    }

    private void select(Html html, String place, List<String> words, boolean optional) {
        html.element("select", inner -> Stream.concat(optional ? Stream.of("") : Stream.empty(), words.stream())
                .forEach(word -> inner.leaf("option", word.isEmpty() ? "(left out)" : word, "value", word,
                        "selected", value(place).equals(word) ? "selected" : null)), "id", id(place), "name", place);
    }

    private void choices(Html html, String name, String place, List<String> words) {
        html.element("fieldset", inner -> {
            inner.leaf("legend", name);
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                String id = id(place) + "-" + i;
                inner.element("div", line -> line.single("input", "type", "checkbox", "id", id, "name", place, "value", word,
                        "checked", typed.all(place).contains(word) ? "checked" : null).leaf("label", word, "for", id), "class", "check");
            }
        });
    }

    private String id(String place) {
        return prefix + "-" + place.replace('.', '-');
    }

    private String value(String place) {
        return typed.first(place).orElse("");
    }

    JsonObject read() throws Unclear {
        if (arguments instanceof Group group) {
            return members(group, RAW_ARGUMENTS);
        }
        if (json("The arguments", value(RAW_ARGUMENTS)) instanceof JsonObject object) {
            return object;
        }
        throw new Unclear("The arguments must be a JSON object in braces.");
    }

    private JsonObject members(Group group, String place) throws Unclear {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        int number = 0;
        for (Map.Entry<String, Member> member : group.members().entrySet()) {
            Optional<JsonValue> value = value(member.getKey(), member.getValue(), place + "." + number);
            number++;
            if (value.isPresent()) {
                members.put(member.getKey(), value.get());
            }
        }
        return new JsonObject(members);
    }

    /// {@return the value; empty when it is left out}
    private Optional<JsonValue> value(String name, Member member, String place) throws Unclear {
        String text = value(place);
        boolean isEmpty = text.isEmpty() && typed.all(place).size() < 2;
        return switch (member.field()) {
            case Text() -> isEmpty && member.optional() ? Optional.empty() : Optional.of(new JsonString(text));
            case Numeral _ -> text.isBlank() ? Optional.empty() : Optional.of(number(text));
            case Flag() -> isEmpty ? Optional.empty() : Optional.of(new JsonBool(text.equals("true")));
            case Choice _ -> isEmpty ? Optional.empty() : Optional.of(new JsonString(text));
            case Choices _ -> isEmpty && member.optional() ? Optional.empty()
                    : Optional.of(new JsonArray(typed.all(place).stream().<JsonValue>map(JsonString::new).toList()));
            case Lines(boolean numbers) -> isEmpty && member.optional() ? Optional.empty()
                    : Optional.of(new JsonArray(text.lines().map(line -> numbers ? number(line) : new JsonString(line)).toList()));
            case Group group -> Optional.of(members(group, place));
            case Raw _ -> text.isBlank() ? Optional.empty() : Optional.of(json("'" + name + "'", text));
        };
    }

    /// What is no number stays a text, so that the tool says where it wanted one.
    private static JsonValue number(String text) {
        try {
            return JsonText.parse(text.strip()) instanceof JsonNumber number ? number : new JsonString(text);
        } catch (MalformedJson _) {
            return new JsonString(text);
        }
    }

    private static JsonValue json(String what, String text) throws Unclear {
        try {
            return JsonText.parse(text);
        } catch (MalformedJson e) {
            throw new Unclear(what + " cannot be read as JSON: " + e.getMessage() + ".");
        }
    }
}
