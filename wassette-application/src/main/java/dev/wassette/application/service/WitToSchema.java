package dev.wassette.application.service;

import static dev.wassette.application.service.IntegerRange.signed;
import static dev.wassette.application.service.IntegerRange.unsigned;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.Borrow;
import dev.wassette.domain.wit.WitType.Case;
import dev.wassette.domain.wit.WitType.EnumType;
import dev.wassette.domain.wit.WitType.Field;
import dev.wassette.domain.wit.WitType.FlagsType;
import dev.wassette.domain.wit.WitType.ListType;
import dev.wassette.domain.wit.WitType.OptionType;
import dev.wassette.domain.wit.WitType.Own;
import dev.wassette.domain.wit.WitType.Primitive;
import dev.wassette.domain.wit.WitType.RecordType;
import dev.wassette.domain.wit.WitType.ResultType;
import dev.wassette.domain.wit.WitType.TupleType;
import dev.wassette.domain.wit.WitType.VariantType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// JSON Schema (2020-12) for signatures (contract D.1 to D.3).
///
/// Every result that [WitToJson] writes satisfies the schema made here, and [JsonToWit] takes all arguments that
/// satisfy theirs, but for numbers with a fraction where WIT wants an integer, strings where it wants one character,
/// and strings with unpaired surrogates. The two sides differ where an agent writes best what it need not read:
///
/// | WIT | as an argument | as a result |
/// |---|---|---|
/// | integers | `number` with `minimum` and `maximum` | `number` |
/// | `f32`, `f64` | `number` | `number`, or one of `"NaN"`, `"inf"`, `"-inf"` |
/// | `tuple` | array | object with `val0`, `val1`, ... |
/// | member of an `option` type | may be left out | always there |
///
/// Flags are arrays of names in both. A result that is an integer has all its digits in the text of the answer, but
/// clients that read JSON numbers as `f64` round those beyond 2^53.
final class WitToSchema {
    private static final JsonString OBJECT = new JsonString("object");
    private static final JsonString ARRAY = new JsonString("array");

    private enum Role { ARGUMENT, RESULT }

    private final Role role;

    private WitToSchema(Role role) {
        this.role = role;
    }

    /// {@return the schema of the arguments object}
    static JsonObject arguments(Signature signature) {
        return new WitToSchema(Role.ARGUMENT).object(JsonShape.fields(signature));
    }

    /// {@return the schema of the result envelope; empty for a function without a result, or with one that is shown}
    static Optional<JsonObject> envelope(Signature signature) {
        if (WitContent.isContent(signature.result())) {
            return Optional.empty();
        }
        var results = new WitToSchema(Role.RESULT);
        return signature.result().map(type -> results.object(List.of(new Field("result", type))));
    }

    private JsonObject schema(WitType type) {
        return switch (type) {
            case Primitive primitive -> primitive(primitive);
            case ListType(WitType element) -> schema("type", ARRAY, "items", schema(element));
            case RecordType(var fields) -> object(fields);
            case TupleType tuple -> role == Role.ARGUMENT ? array(tuple.elements()) : object(JsonShape.fields(tuple));
            case VariantType(var cases) -> schema("oneOf", all(cases.stream().map(this::variantCase)));
            case EnumType(var names) -> oneOfNames(names);
            case OptionType(WitType some) -> schema("anyOf", JsonArray.of(ofNull(), schema(some)));
            case ResultType(var ok, var error) -> schema("type", OBJECT,
                    "oneOf", JsonArray.of(resultSide("ok", ok), resultSide("err", error)));
            case FlagsType(var names) -> schema("type", ARRAY, "items", oneOfNames(names));
            case Own _, Borrow _ -> throw new IllegalStateException("a tool with handles");
        };
    }

    private JsonObject primitive(Primitive type) {
        return switch (type) {
            case BOOL -> ofType("boolean");
            case S8 -> integer(signed(8));
            case U8 -> integer(unsigned(8));
            case S16 -> integer(signed(16));
            case U16 -> integer(unsigned(16));
            case S32 -> integer(signed(32));
            case U32 -> integer(unsigned(32));
            case S64 -> integer(signed(64));
            case U64 -> integer(unsigned(64));
            case F32, F64 -> role == Role.ARGUMENT ? ofType("number")
                    : schema("anyOf", JsonArray.of(ofType("number"), oneOfNames(WitToJson.NOT_FINITE)));
            case CHAR -> ofType("string").with("description", new JsonString("1 unicode codepoint"));
            case STRING -> ofType("string");
        };
    }

    private JsonObject integer(IntegerRange range) {
        return role == Role.RESULT ? ofType("number") : schema("type", new JsonString("number"),
                "minimum", new JsonNumber(range.min()), "maximum", new JsonNumber(range.max()));
    }

    private JsonObject object(List<Field> fields) {
        Map<String, JsonValue> properties = new LinkedHashMap<>();
        List<JsonValue> required = new ArrayList<>();
        for (Field field : fields) {
            properties.put(field.name(), schema(field.type()));
            if (isRequired(field.type())) {
                required.add(new JsonString(field.name()));
            }
        }
        return schema("type", OBJECT, "properties", new JsonObject(properties), "required", new JsonArray(required));
    }

    private boolean isRequired(WitType member) {
        return role == Role.RESULT || !(member instanceof OptionType);
    }

    private JsonObject array(List<WitType> elements) {
        JsonNumber size = JsonNumber.of(elements.size());
        return schema("type", ARRAY, "prefixItems", all(elements.stream().map(this::schema)), "minItems", size)
                .with("maxItems", size);
    }

    private JsonObject variantCase(Case one) {
        JsonObject tag = schema("tag", schema("const", new JsonString(one.name())));
        JsonObject members = one.payload().map(type -> tag.with("val", schema(type))).orElse(tag);
        boolean needsPayload = one.payload().filter(this::isRequired).isPresent();
        return schema("type", OBJECT, "properties", members,
                "required", names(needsPayload ? List.of("tag", "val") : List.of("tag")));
    }

    private JsonObject resultSide(String side, Optional<WitType> type) {
        return schema("type", OBJECT, "properties", schema(side, type.map(this::schema).orElse(ofNull())),
                "required", names(List.of(side)));
    }

    private static JsonObject oneOfNames(List<String> names) {
        return schema("type", new JsonString("string"), "enum", names(names));
    }

    private static JsonArray names(List<String> names) {
        return all(names.stream().map(JsonString::new));
    }

    private static JsonArray all(Stream<? extends JsonValue> elements) {
        return new JsonArray(elements.<JsonValue>map(element -> element).toList());
    }

    private static JsonObject ofNull() {
        return ofType("null");
    }

    private static JsonObject ofType(String type) {
        return schema("type", new JsonString(type));
    }

    private static JsonObject schema(String name, JsonValue value) {
        return new JsonObject(Map.of(name, value));
    }

    private static JsonObject schema(String name1, JsonValue value1, String name2, JsonValue value2) {
        return schema(name1, value1).with(name2, value2);
    }

    private static JsonObject schema(String name1, JsonValue value1, String name2, JsonValue value2,
            String name3, JsonValue value3) {
        return schema(name1, value1, name2, value2).with(name3, value3);
    }
}
