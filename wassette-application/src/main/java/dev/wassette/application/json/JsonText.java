package dev.wassette.application.json;

/// JSON as text (RFC 8259).
public final class JsonText {

    private JsonText() {}

    /// Reads one JSON value. Stricter than the RFC in two points that it leaves open: a member name occurs once in an
    /// object, and depth, the number of values and the length of numbers are bounded. The caller bounds the length of
    /// the text.
    ///
    /// @throws MalformedJson when the text is anything but one JSON value with whitespace around it
    public static JsonValue parse(String text) throws MalformedJson {
        return new JsonParser(text).parse();
    }

    /// {@return the value as text without any whitespace between its parts}
    public static String compact(JsonValue value) {
        return JsonWriter.compact().write(value);
    }

    /// {@return the value as text for people: one member or element a line, indented by two spaces}
    public static String pretty(JsonValue value) {
        return JsonWriter.pretty().write(value);
    }
}
