package dev.wassette.application.service;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.Case;
import dev.wassette.domain.wit.WitType.EnumType;
import dev.wassette.domain.wit.WitType.Field;
import dev.wassette.domain.wit.WitType.FlagsType;
import dev.wassette.domain.wit.WitType.ListType;
import dev.wassette.domain.wit.WitType.OptionType;
import dev.wassette.domain.wit.WitType.RecordType;
import dev.wassette.domain.wit.WitType.ResultType;
import dev.wassette.domain.wit.WitType.TupleType;
import dev.wassette.domain.wit.WitType.VariantType;
import dev.wassette.domain.wit.WitValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The result of a call as JSON (contract D.1 and D.3).
///
/// - Integers keep all 64 bits.
/// - An `f32` has the shortest decimal that means it, 3.14 and not 3.140000104904175: that is what the component's
///   author wrote, and it reads back as the same `f32`. A negative zero becomes 0, which is all JSON libraries keep.
/// - `some(none)` of an `option<option<T>>` cannot be told from `none`: both are `null`.
final class WitToJson {

    /// The floats that JSON has no numbers for.
    static final List<String> NOT_FINITE = List.of("NaN", "inf", "-inf");

    private static final List<JsonValue> BYTES =
            IntStream.range(0, 256).<JsonValue>mapToObj(JsonNumber::of).toList();
    private static final int PUNCTUATION = 8;

    private final int mostCharacters;
    private long size;

    private WitToJson(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    /// {@return `{"result": value}`, or `null` for a function without a result}
    ///
    /// @param value of that type
    /// @param mostCharacters how long the text may be, roughly
    /// @throws ResultTooLarge when it would be longer
    static JsonValue envelope(Optional<WitType> type, Optional<WitValue> value, int mostCharacters)
            throws ResultTooLarge {
        if (type.isPresent() != value.isPresent()) {
            throw new IllegalStateException("the result does not fit the signature");
        }
        return type.isEmpty() ? JsonNull.NULL
                : JsonObject.empty().with("result", new WitToJson(mostCharacters).json(type.get(), value.get()));
    }

    /// The result has more in it than anybody could use.
    static final class ResultTooLarge extends Exception {
        private static final long serialVersionUID = 1;

        ResultTooLarge(int mostCharacters) {
            super("the result is longer than " + mostCharacters + " characters of JSON");
        }
    }

    private JsonValue json(WitType type, WitValue value) throws ResultTooLarge {
        spend(PUNCTUATION);
        return switch (value) {
            case WitValue.Bool(boolean bool) -> new JsonBool(bool);
            case WitValue.S8(byte number) -> JsonNumber.of(number);
            case WitValue.U8(int number) -> JsonNumber.of(number);
            case WitValue.S16(short number) -> JsonNumber.of(number);
            case WitValue.U16(int number) -> JsonNumber.of(number);
            case WitValue.S32(int number) -> JsonNumber.of(number);
            case WitValue.U32(long number) -> JsonNumber.of(number);
            case WitValue.S64(long number) -> JsonNumber.of(number);
            case WitValue.U64(long bits) -> new JsonNumber(new BigDecimal(Long.toUnsignedString(bits)));
            case WitValue.F32(float number) -> decimal(number, Float.toString(number));
            case WitValue.F64(double number) -> decimal(number, Double.toString(number));
            case WitValue.Char(int codePoint) -> new JsonString(Character.toString(codePoint));
            case WitValue.Str(String text) -> string(text);
            case WitValue.Bytes(byte[] bytes) -> bytes(bytes);
            case WitValue.ListOf(var elements) -> array(((ListType) type).element(), elements);
            case WitValue.Record(var fields) -> object(((RecordType) type).fields(), fields);
            case WitValue.Tuple(var elements) -> object(JsonShape.fields((TupleType) type), elements);
            case WitValue.Variant(int index, var payload) -> variant(((VariantType) type).cases().get(index), payload);
            case WitValue.Enum(int index) -> string(((EnumType) type).names().get(index));
            case WitValue.Option(var some) ->
                some.isEmpty() ? JsonNull.NULL : json(((OptionType) type).some(), some.get());
            case WitValue.Result result -> result((ResultType) type, result);
            case WitValue.Flags flags -> flags(((FlagsType) type).names(), flags);
            case WitValue.Handle _ -> throw new IllegalStateException("a tool with handles");
        };
    }

    private static JsonValue decimal(double number, String text) {
        if (Double.isNaN(number)) {
            return new JsonString("NaN");
        }
        if (Double.isInfinite(number)) {
            return new JsonString(number > 0 ? "inf" : "-inf");
        }
        return new JsonNumber(new BigDecimal(text));
    }

    private JsonString string(String text) throws ResultTooLarge {
        spend(text.length());
        return new JsonString(text);
    }

    private JsonArray bytes(byte[] bytes) throws ResultTooLarge {
        spend((long) bytes.length * PUNCTUATION);
        List<JsonValue> numbers = new ArrayList<>(bytes.length);
        for (byte each : bytes) {
            numbers.add(BYTES.get(Byte.toUnsignedInt(each)));
        }
        return new JsonArray(numbers);
    }

    private JsonArray array(WitType type, List<WitValue> elements) throws ResultTooLarge {
        List<JsonValue> array = new ArrayList<>();
        for (WitValue element : elements) {
            array.add(json(type, element));
        }
        return new JsonArray(array);
    }

    private JsonObject object(List<Field> fields, List<WitValue> values) throws ResultTooLarge {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            spend(field.name().length());
            members.put(field.name(), json(field.type(), values.get(i)));
        }
        return new JsonObject(members);
    }

    private JsonObject variant(Case one, Optional<WitValue> payload) throws ResultTooLarge {
        JsonObject tag = JsonObject.empty().with("tag", string(one.name()));
        return payload.isEmpty() ? tag : tag.with("val", json(one.payload().orElseThrow(), payload.get()));
    }

    private JsonObject result(ResultType type, WitValue.Result result) throws ResultTooLarge {
        Optional<WitType> side = result.isOk() ? type.ok() : type.error();
        JsonValue payload = side.isEmpty() ? JsonNull.NULL : json(side.get(), result.payload().orElseThrow());
        return JsonObject.empty().with(result.isOk() ? "ok" : "err", payload);
    }

    private JsonArray flags(List<String> names, WitValue.Flags flags) throws ResultTooLarge {
        List<JsonValue> set = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (flags.has(i)) {
                set.add(string(names.get(i)));
            }
        }
        return new JsonArray(set);
    }

    private void spend(long characters) throws ResultTooLarge {
        size += characters;
        if (size > mostCharacters) {
            throw new ResultTooLarge(mostCharacters);
        }
    }
}
