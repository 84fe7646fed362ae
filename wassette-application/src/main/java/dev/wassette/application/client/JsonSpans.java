package dev.wassette.application.client;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the members of an object stand in a text, so that one can be put in or taken out and the rest stays as it is.
///
/// @param open the index of `{`
/// @param close the index of `}`
record JsonSpans(int open, int close, List<Member> members) {
    JsonSpans {
        members = List.copyOf(members);
    }

    /// @param start of the name
    /// @param valueStart of the value
    /// @param end behind the value
    record Member(String name, int start, int valueStart, int end) {}

    Optional<Member> member(String name) {
        return members.stream().filter(member -> member.name().equals(name)).findFirst();
    }

    /// {@return where the members of the object are that begins there}
    ///
    /// @param text well-formed JSON
    static JsonSpans of(String text, int open) {
        List<Member> members = new ArrayList<>();
        int at = afterSpace(text, open + 1);
        while (text.charAt(at) != '}') {
            int start = at;
            int nameEnd = afterValue(text, start);
            int valueStart = afterSpace(text, afterSpace(text, nameEnd) + 1);
            int end = afterValue(text, valueStart);
            members.add(new Member(name(text.substring(start, nameEnd)), start, valueStart, end));
            at = afterSpace(text, end);
            if (text.charAt(at) == ',') {
                at = afterSpace(text, at + 1);
            }
        }
        return new JsonSpans(open, at, members);
    }

    private static String name(String literal) {
        try {
            return ((JsonString) JsonText.parse(literal)).value();
        } catch (MalformedJson e) {
            throw new IllegalStateException("the text was parsed before", e);
        }
    }

    static int afterSpace(String text, int from) {
        int at = from;
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int afterValue(String text, int from) {
        return switch (text.charAt(from)) {
            case '"' -> afterString(text, from);
            case '{', '[' -> afterBrackets(text, from);
            default -> afterWord(text, from);
        };
    }

    private static int afterString(String text, int from) {
        int at = from + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int afterBrackets(String text, int from) {
        int depth = 0;
        int at = from;
        do {
            switch (text.charAt(at)) {
                case '"' -> at = afterString(text, at) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> { }
            }
            at++;
        } while (depth > 0);
        return at;
    }

    private static int afterWord(String text, int from) {
        int at = from;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }
}
