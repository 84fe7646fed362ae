package dev.wassette.signature.sigstore;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A JSON object whose members are asked for by type. Knows where it stands in its text, for what it complains of.
///
/// @param path such as `bundle.verificationMaterial`
record Json(JsonObject object, String path) {

    /// Reads a text that is one object.
    ///
    /// @param name what the text is, for complaints
    static Json parse(String text, String name) throws Unverified {
        try {
            if (JsonText.parse(text) instanceof JsonObject object) {
                return new Json(object, name);
            }
            throw new Unverified(name + " is no JSON object");
        } catch (MalformedJson e) {
            throw new Unverified(name + " is no JSON: " + e.getMessage());
        }
    }

    /// Reads bytes that are one object in UTF-8.
    static Json parse(byte[] utf8, int limit, String name) throws Unverified {
        if (utf8.length > limit) {
            throw new Unverified(name + " has more than " + limit + " bytes");
        }
        try {
            return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString(), name);
        } catch (CharacterCodingException _) {
            throw new Unverified(name + " is not UTF-8");
        }
    }

    private String place(String name) {
        return path + "." + name;
    }

    private Optional<JsonValue> member(String name) {
        return object.get(name).filter(value -> !(value instanceof JsonNull));
    }

    private <T> T required(Optional<T> value, String name) throws Unverified {
        if (value.isEmpty()) {
            throw new Unverified(place(name) + " is missing");
        }
        return value.get();
    }

    boolean has(String name) {
        return member(name).isPresent();
    }

    Optional<Json> findObject(String name) throws Unverified {
        Optional<JsonValue> value = member(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonObject found) {
            return Optional.of(new Json(found, place(name)));
        }
        throw new Unverified(place(name) + " is no object");
    }

    Json object(String name) throws Unverified {
        return required(findObject(name), name);
    }

    Optional<String> findText(String name) throws Unverified {
        Optional<JsonValue> value = member(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof JsonString(String text)) {
            return Optional.of(text);
        }
        throw new Unverified(place(name) + " is no text");
    }

    String text(String name) throws Unverified {
        return required(findText(name), name);
    }

    /// {@return the bytes that stand there in Base64; empty bytes count as missing}
    byte[] bytes(String name, int limit) throws Unverified {
        byte[] bytes = decode(text(name), place(name), limit);
        if (bytes.length == 0) {
            throw new Unverified(place(name) + " is missing");
        }
        return bytes;
    }

    static byte[] decode(String base64, String name, int limit) throws Unverified {
        if (base64.length() / 4 * 3L > limit + 3L) {
            throw new Unverified(name + " has more than " + limit + " bytes");
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new Unverified(name + " is no Base64");
        }
    }

    /// {@return a whole number that is not negative, which JSON of Protocol Buffers writes as a text}
    long number(String name) throws Unverified {
        JsonValue value = required(member(name), name);
        try {
            long number = switch (value) {
                case JsonString(String digits) -> Long.parseLong(digits);
                case JsonNumber(var digits) -> digits.longValueExact();
                case JsonValue _ -> -1;
            };
            if (number >= 0) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException _) {
            // refused below
        }
        throw new Unverified(place(name) + " is no whole number");
    }

    Optional<Instant> findTime(String name) throws Unverified {
        Optional<String> text = findText(name);
        try {
            return text.map(Instant::parse);
        } catch (DateTimeException _) {
            throw new Unverified(place(name) + " is no time");
        }
    }

    /// {@return the objects of an array; none when it is missing}
    List<Json> objects(String name, int limit) throws Unverified {
        List<Json> objects = new ArrayList<>();
        for (JsonValue value : array(name, limit)) {
            String place = place(name) + "[" + objects.size() + "]";
            if (!(value instanceof JsonObject found)) {
                throw new Unverified(place + " is no object");
            }
            objects.add(new Json(found, place));
        }
        return objects;
    }

    List<String> texts(String name, int limit) throws Unverified {
        List<String> texts = new ArrayList<>();
        for (JsonValue value : array(name, limit)) {
            if (!(value instanceof JsonString(String text))) {
                throw new Unverified(place(name) + "[" + texts.size() + "] is no text");
            }
            texts.add(text);
        }
        return texts;
    }

    private List<JsonValue> array(String name, int limit) throws Unverified {
        Optional<JsonValue> value = member(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof JsonArray(List<JsonValue> elements))) {
            throw new Unverified(place(name) + " is no array");
        }
        if (elements.size() > limit) {
            throw new Unverified(place(name) + " has more than " + limit + " elements");
        }
        return elements;
    }
}
