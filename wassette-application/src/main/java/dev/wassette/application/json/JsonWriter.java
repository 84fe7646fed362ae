package dev.wassette.application.json;

import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.Consumer;

/// Writes one value. Control characters and unpaired surrogates are escaped, so the text survives every encoding.
final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private final boolean lines;
    private int depth;

    private JsonWriter(boolean lines) {
        this.lines = lines;
    }

    static JsonWriter compact() {
        return new JsonWriter(false);
    }

    static JsonWriter pretty() {
        return new JsonWriter(true);
    }

    String write(JsonValue value) {
        append(value);
        return out.toString();
    }

    private void append(JsonValue value) {
        switch (value) {
            case JsonNull _ -> out.append("null");
            case JsonBool(boolean bool) -> out.append(bool);
            case JsonNumber(var number) -> out.append(number);
            case JsonString(String text) -> string(text);
            case JsonArray(var elements) -> parts('[', elements, this::append, ']');
            case JsonObject(var members) -> parts('{', members.entrySet(), member -> {
                string(member.getKey());
                out.append(lines ? ": " : ":");
                append(member.getValue());
            }, '}');
        }
    }

    private <T> void parts(char open, Collection<T> parts, Consumer<T> part, char close) {
        out.append(open);
        depth++;
        boolean first = true;
        for (T each : parts) {
            if (!first) {
                out.append(',');
            }
            first = false;
            newLine();
            part.accept(each);
        }
        depth--;
        if (!first) {
            newLine();
        }
        out.append(close);
    }

    private void newLine() {
        if (lines) {
            out.append('\n').repeat("  ", depth);
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                character(c);
            }
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                    out.append("\\u").append(HexFormat.of().toHexDigits(c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
