package dev.wassette.application.json;

import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one text from left to right; each method follows the production of RFC 8259 that it is named after.
final class JsonParser {
    private static final char END = '\uFFFF';

    private final String text;
    private int at;
    private int depth;
    private int values;

    JsonParser(String text) {
        this.text = text;
    }

    JsonValue parse() throws MalformedJson {
        whitespace();
        JsonValue value = value();
        whitespace();
        if (at < text.length()) {
            throw unexpected("the end");
        }
        return value;
    }

    private JsonValue value() throws MalformedJson {
        if (++values > JsonLimits.MAX_VALUES) {
            throw MalformedJson.refused("more than " + JsonLimits.MAX_VALUES + " values", at);
        }
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(string());
            case 't' -> literal("true", new JsonBool(true));
            case 'f' -> literal("false", new JsonBool(false));
            case 'n' -> literal("null", JsonNull.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw unexpected("a value");
        };
    }

    private JsonValue literal(String word, JsonValue value) throws MalformedJson {
        if (!text.startsWith(word, at)) {
            throw unexpected("'" + word + "'");
        }
        at += word.length();
        return value;
    }

    private JsonValue object() throws MalformedJson {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        enter();
        if (!skip('}')) {
            do {
                member(members);
            } while (skip(','));
            expect('}');
        }
        depth--;
        return new JsonObject(members);
    }

    private void member(Map<String, JsonValue> members) throws MalformedJson {
        whitespace();
        int start = at;
        if (peek() != '"') {
            throw unexpected("a member name");
        }
        String name = string();
        whitespace();
        expect(':');
        whitespace();
        if (members.put(name, value()) != null) {
            throw MalformedJson.refused("a member name for the second time in one object", start);
        }
        whitespace();
    }

    private JsonValue array() throws MalformedJson {
        List<JsonValue> elements = new ArrayList<>();
        enter();
        if (!skip(']')) {
            do {
                whitespace();
                elements.add(value());
                whitespace();
            } while (skip(','));
            expect(']');
        }
        depth--;
        return new JsonArray(elements);
    }

    private void enter() throws MalformedJson {
        if (++depth > JsonLimits.MAX_DEPTH) {
            throw MalformedJson.refused("more than " + JsonLimits.MAX_DEPTH + " nested arrays and objects", at);
        }
        at++;
        whitespace();
    }

    private JsonValue number() throws MalformedJson {
        int start = at;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('-')) {
                skip('+');
            }
            digits();
        }
        if (at - start > JsonLimits.MAX_NUMBER_LENGTH) {
            throw MalformedJson.refused("a number of more than " + JsonLimits.MAX_NUMBER_LENGTH + " characters", start);
        }
        try {
            return new JsonNumber(new BigDecimal(text.substring(start, at)));
        } catch (NumberFormatException _) {
            // The grammar is checked: only the exponent can be wrong, by not fitting 32 bits.
            throw MalformedJson.refused("a number with too large an exponent", start);
        }
    }

    private void digits() throws MalformedJson {
        if (!isDigit(peek())) {
            throw unexpected("a digit");
        }
        while (isDigit(peek())) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private String string() throws MalformedJson {
        var string = new StringBuilder();
        at++;
        while (true) {
            if (at == text.length()) {
                throw unexpected("'\"'");
            }
            char c = text.charAt(at);
            if (c < ' ') {
                throw MalformedJson.syntax("a control character in a string", at);
            }
            at++;
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() throws MalformedJson {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw MalformedJson.syntax("an escape that JSON does not have", at - 1);
        };
    }

    private char codeUnit() throws MalformedJson {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw unexpected("a hexadecimal digit");
            }
            unit = unit << 4 | digit;
            at++;
        }
        return (char) unit;
    }

    private void whitespace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char c) throws MalformedJson {
        if (!skip(c)) {
            throw unexpected("'" + c + "'");
        }
    }

    private MalformedJson unexpected(String expected) {
        return MalformedJson.syntax("expected " + expected + (at < text.length() ? "" : " instead of the end"), at);
    }
}
