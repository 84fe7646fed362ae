package dev.wassette.application.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A JSON value (RFC 8259). Immutable.
public sealed interface JsonValue {

    /// `null`.
    enum JsonNull implements JsonValue {
        NULL
    }

    record JsonBool(boolean value) implements JsonValue {}

    /// A number with all its digits: 64-bit integers pass without loss.
    ///
    /// @param value compared by [BigDecimal#equals]: `1` and `1.0` differ, as they do in text
    record JsonNumber(BigDecimal value) implements JsonValue {
        public JsonNumber {
            Objects.requireNonNull(value);
        }

        /// {@return the number}
        public static JsonNumber of(long value) {
            return new JsonNumber(BigDecimal.valueOf(value));
        }
    }

    record JsonString(String value) implements JsonValue {
        public JsonString {
            Objects.requireNonNull(value);
        }
    }

    record JsonArray(List<JsonValue> elements) implements JsonValue {
        public JsonArray {
            elements = List.copyOf(elements);
        }

        /// {@return an array of these}
        public static JsonArray of(JsonValue... elements) {
            return new JsonArray(List.of(elements));
        }
    }

    /// @param members in order; the order has no part in equality
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            members.forEach((name, value) -> {
                Objects.requireNonNull(name);
                Objects.requireNonNull(value);
            });
        }

        /// {@return `{}`}
        public static JsonObject empty() {
            return new JsonObject(Map.of());
        }

        /// {@return the member of that name}
        public Optional<JsonValue> get(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /// {@return this object and one more member, in place of one with the same name}
        public JsonObject with(String name, JsonValue value) {
            var more = new LinkedHashMap<>(members);
            more.put(name, value);
            return new JsonObject(more);
        }
    }
}
