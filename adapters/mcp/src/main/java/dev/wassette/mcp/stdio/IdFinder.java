package dev.wassette.mcp.stdio;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds the `id` in a request that is too large to be kept, so that its client learns which request failed. Looks at
/// each byte once and remembers no more than one small member, so it neither checks the grammar nor unescapes names.
final class IdFinder {
    private final ByteArrayOutputStream token = new ByteArrayOutputStream();
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean inId;
    private boolean found;
    private Optional<JsonValue> id = Optional.empty();

    void read(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            read(bytes[i]);
        }
    }

    /// {@return the id, empty when there is none, or more than one, or one that is neither a string nor a number}
    Optional<JsonValue> id() {
        return id;
    }

    private void read(byte b) {
        if (inString) {
            inString = escaped || b != '"';
            escaped = !escaped && b == '\\';
            keep(b);
        } else {
            structure(b);
        }
    }

    private void structure(byte b) {
        switch (b) {
            case '"' -> {
                inString = true;
                keep(b);
            }
            case '{', '[' -> {
                depth++;
                token.reset();
                inId = false;
            }
            case '}', ']' -> {
                endMember();
                depth--;
            }
            case ',' -> endMember();
            case ':' -> {
                inId = depth == 1 && token.toString(StandardCharsets.UTF_8).equals("\"id\"");
                token.reset();
            }
            case ' ', '\t', '\r' -> { }
            default -> keep(b);
        }
    }

    private void keep(byte b) {
        if (depth == 1 && token.size() <= StdioLimits.MAX_RESCUED_ID_BYTES) {
            token.write(b);
        }
    }

    private void endMember() {
        if (inId && depth == 1) {
            id = found || token.size() > StdioLimits.MAX_RESCUED_ID_BYTES ? Optional.empty() : parse(token);
            found = true;
        }
        inId = false;
        token.reset();
    }

    private static Optional<JsonValue> parse(ByteArrayOutputStream token) {
        try {
            return Optional.of(JsonText.parse(token.toString(StandardCharsets.UTF_8)))
                    .filter(value -> value instanceof JsonString || value instanceof JsonNumber);
        } catch (MalformedJson _) {
            return Optional.empty();
        }
    }
}
