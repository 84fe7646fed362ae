package dev.wassette.application.service;

import static dev.wassette.application.service.IntegerRange.signed;
import static dev.wassette.application.service.IntegerRange.unsigned;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
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
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The arguments of a call as WIT values (contract D.1 and D.2).
///
/// Takes more than the schema promises, as long as it means one thing only: tuples as the `val0`, `val1` objects that
/// results have, flags as an object of booleans, the strings `NaN`, `inf` and `-inf` for floats. Members that the
/// signature does not know are ignored; a member of an `option` type may be left out. What is out of range is refused,
/// never rounded or cut; only a decimal fraction becomes the nearest float.
///
/// The depth of the conversion is that of the type, so arguments cannot exhaust the stack.
final class JsonToWit {
    private long values;

    private JsonToWit() {}

    /// {@return one value for each parameter}
    static List<WitValue> arguments(Signature signature, JsonObject arguments) throws BadArguments {
        return new JsonToWit().members(JsonShape.fields(signature), arguments, JsonPath.Root.ROOT);
    }

    private WitValue value(WitType type, JsonValue json, JsonPath path) throws BadArguments {
        count(1, path);
        return switch (type) {
            case Primitive primitive -> primitive(primitive, json, path);
            case ListType list -> list(list, json, path);
            case RecordType(var fields) -> new WitValue.Record(members(fields, object(type, json, path), path));
            case TupleType tuple -> tuple(tuple, json, path);
            case VariantType variant -> variant(variant, json, path);
            case EnumType(var names) -> new WitValue.Enum(name(names, json, path));
            case OptionType(WitType some) ->
                json == JsonNull.NULL ? WitValue.Option.none() : WitValue.Option.some(value(some, json, path));
            case ResultType result -> result(result, json, path);
            case FlagsType flags -> flags(flags, json, path);
            case Own _, Borrow _ -> throw new IllegalStateException("a tool with handles");
        };
    }

    private void count(int more, JsonPath path) throws BadArguments {
        values += more;
        if (values > ServiceLimits.MAX_ARGUMENT_VALUES) {
            throw new BadArguments(path, "the arguments have more than " + ServiceLimits.MAX_ARGUMENT_VALUES
                    + " values up to here; pass less at once");
        }
    }

    private static WitValue primitive(Primitive type, JsonValue json, JsonPath path) throws BadArguments {
        return switch (type) {
            case BOOL -> new WitValue.Bool(bool(json, path));
            case S8 -> new WitValue.S8((byte) integer(signed(8), json, path));
            case U8 -> new WitValue.U8((int) integer(unsigned(8), json, path));
            case S16 -> new WitValue.S16((short) integer(signed(16), json, path));
            case U16 -> new WitValue.U16((int) integer(unsigned(16), json, path));
            case S32 -> new WitValue.S32((int) integer(signed(32), json, path));
            case U32 -> new WitValue.U32(integer(unsigned(32), json, path));
            case S64 -> new WitValue.S64(integer(signed(64), json, path));
            case U64 -> new WitValue.U64(integer(unsigned(64), json, path));
            case F32 -> new WitValue.F32(f32(json, path));
            case F64 -> new WitValue.F64(f64(json, path));
            case CHAR -> new WitValue.Char(character(json, path));
            case STRING -> new WitValue.Str(string(json, path));
        };
    }

    private static boolean bool(JsonValue json, JsonPath path) throws BadArguments {
        if (json instanceof JsonBool(boolean bool)) {
            return bool;
        }
        throw BadArguments.mismatch(path, "true or false", json);
    }

    /// The low 64 bits of the number: for a `u64` beyond the largest `long` that is its bits.
    private static long integer(IntegerRange range, JsonValue json, JsonPath path) throws BadArguments {
        if (json instanceof JsonNumber(var number) && range.holds(number)) {
            return number.longValue();
        }
        throw BadArguments.mismatch(path, range.toString(), json);
    }

    private static float f32(JsonValue json, JsonPath path) throws BadArguments {
        if (json instanceof JsonNumber(var number) && Float.isFinite(number.floatValue())) {
            return number.floatValue();
        }
        return (float) notFinite("a number that fits 32-bit floating point", json, path);
    }

    private static double f64(JsonValue json, JsonPath path) throws BadArguments {
        if (json instanceof JsonNumber(var number) && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        return notFinite("a number that fits 64-bit floating point", json, path);
    }

    private static double notFinite(String expected, JsonValue json, JsonPath path) throws BadArguments {
        return switch (json instanceof JsonString(String text) ? text : "") {
            case "NaN" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> throw BadArguments.mismatch(path, expected, json);
        };
    }

    private static int character(JsonValue json, JsonPath path) throws BadArguments {
        if (json instanceof JsonString(String text) && !text.isEmpty()
                && text.length() == Character.charCount(text.codePointAt(0))
                && !Character.isSurrogate((char) text.codePointAt(0))) {
            return text.codePointAt(0);
        }
        throw BadArguments.mismatch(path, "a string of one Unicode character", json);
    }

    private static String string(JsonValue json, JsonPath path) throws BadArguments {
        if (!(json instanceof JsonString(String text))) {
            throw BadArguments.mismatch(path, "a string", json);
        }
        int unpaired = Surrogates.firstUnpaired(text);
        if (unpaired >= 0) {
            throw new BadArguments(path, "expected a string of Unicode characters, found half of a surrogate pair at "
                    + "index " + unpaired);
        }
        return text;
    }

    private WitValue list(ListType type, JsonValue json, JsonPath path) throws BadArguments {
        List<JsonValue> elements = array("an array", json, path);
        return type.isBytes() ? bytes(elements, path)
                : new WitValue.ListOf(elements(i -> type.element(), elements, path));
    }

    private WitValue.Bytes bytes(List<JsonValue> elements, JsonPath path) throws BadArguments {
        count(elements.size(), path);
        IntegerRange range = unsigned(8);
        byte[] bytes = new byte[elements.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) integer(range, elements.get(i), path.element(i));
        }
        return new WitValue.Bytes(bytes);
    }

    private WitValue tuple(TupleType type, JsonValue json, JsonPath path) throws BadArguments {
        if (json instanceof JsonObject object) {
            return new WitValue.Tuple(members(JsonShape.fields(type), object, path));
        }
        int size = type.elements().size();
        String expected = "an array of " + size;
        List<JsonValue> elements = array(expected, json, path);
        if (elements.size() != size) {
            throw BadArguments.mismatch(path, expected, json);
        }
        return new WitValue.Tuple(elements(type.elements()::get, elements, path));
    }

    /// The type of the element at an index.
    private interface ElementType {
        WitType at(int index);
    }

    private List<WitValue> elements(ElementType type, List<JsonValue> elements, JsonPath path) throws BadArguments {
        List<WitValue> converted = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            converted.add(value(type.at(i), elements.get(i), path.element(i)));
        }
        return converted;
    }

    private List<WitValue> members(List<Field> fields, JsonObject object, JsonPath path) throws BadArguments {
        List<WitValue> converted = new ArrayList<>();
        for (Field field : fields) {
            converted.add(member(field.name(), field.type(), object, path));
        }
        return converted;
    }

    private WitValue member(String name, WitType type, JsonObject object, JsonPath path) throws BadArguments {
        Optional<JsonValue> json = object.get(name);
        if (json.isPresent()) {
            return value(type, json.get(), path.member(name));
        }
        count(1, path);
        if (type instanceof OptionType) {
            return WitValue.Option.none();
        }
        throw new BadArguments(path.member(name), "missing, expected " + expected(type));
    }

    private WitValue variant(VariantType type, JsonValue json, JsonPath path) throws BadArguments {
        JsonObject object = object(type, json, path);
        JsonPath tagPath = path.member("tag");
        List<String> names = names(type);
        Optional<JsonValue> tag = object.get("tag");
        if (tag.isEmpty()) {
            throw new BadArguments(tagPath, "missing, expected " + oneOf(names));
        }
        int index = name(names, tag.get(), tagPath);
        Optional<WitType> payload = type.cases().get(index).payload();
        return new WitValue.Variant(index, payload.isEmpty() ? Optional.empty()
                : Optional.of(member("val", payload.get(), object, path)));
    }

    private WitValue result(ResultType type, JsonValue json, JsonPath path) throws BadArguments {
        JsonObject object = object(type, json, path);
        Optional<JsonValue> ok = object.get("ok");
        Optional<JsonValue> error = object.get("err");
        if (ok.isPresent() == error.isPresent()) {
            throw BadArguments.mismatch(path, expected(type), json);
        }
        return ok.isPresent()
                ? new WitValue.Result(true, side(type.ok(), ok.get(), path.member("ok")))
                : new WitValue.Result(false, side(type.error(), error.get(), path.member("err")));
    }

    private Optional<WitValue> side(Optional<WitType> type, JsonValue json, JsonPath path) throws BadArguments {
        if (type.isPresent()) {
            return Optional.of(value(type.get(), json, path));
        }
        if (json != JsonNull.NULL) {
            throw BadArguments.mismatch(path, "null", json);
        }
        return Optional.empty();
    }

    private static WitValue flags(FlagsType type, JsonValue json, JsonPath path) throws BadArguments {
        int bits = 0;
        if (json instanceof JsonObject(var members)) {
            for (var member : members.entrySet()) {
                int index = name(type.names(), new JsonString(member.getKey()), path);
                bits |= (bool(member.getValue(), path.member(member.getKey())) ? 1 : 0) << index;
            }
        } else {
            List<JsonValue> elements = array(expected(type), json, path);
            for (int i = 0; i < elements.size(); i++) {
                bits |= 1 << name(type.names(), elements.get(i), path.element(i));
            }
        }
        return new WitValue.Flags(bits);
    }

    private static int name(List<String> names, JsonValue json, JsonPath path) throws BadArguments {
        int index = json instanceof JsonString(String text) ? names.indexOf(text) : -1;
        if (index < 0) {
            throw BadArguments.mismatch(path, oneOf(names), json);
        }
        return index;
    }

    private static List<JsonValue> array(String expected, JsonValue json, JsonPath path) throws BadArguments {
        if (json instanceof JsonArray(var elements)) {
            return elements;
        }
        throw BadArguments.mismatch(path, expected, json);
    }

    private static JsonObject object(WitType type, JsonValue json, JsonPath path) throws BadArguments {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw BadArguments.mismatch(path, expected(type), json);
    }

    private static String expected(WitType type) {
        return switch (type) {
            case Primitive primitive -> expected(primitive);
            case ListType _ -> "an array";
            case RecordType(var fields) ->
                "an object with " + BadArguments.quoted(fields.stream().map(Field::name).toList());
            case TupleType(var elements) -> "an array of " + elements.size();
            case VariantType variant -> "an object whose \"tag\" is " + oneOf(names(variant));
            case EnumType(var names) -> oneOf(names);
            case OptionType(WitType some) -> "null or " + expected(some);
            case ResultType _ -> "an object with either \"ok\" or \"err\"";
            case FlagsType(var names) -> "an array with some of " + BadArguments.quoted(names);
            case Own _, Borrow _ -> "a handle";
        };
    }

    private static String expected(Primitive type) {
        return switch (type) {
            case BOOL -> "true or false";
            case S8, U8, S16, U16, S32, U32, S64, U64 -> "an integer";
            case F32, F64 -> "a number";
            case CHAR, STRING -> "a string";
        };
    }

    private static List<String> names(VariantType type) {
        return type.cases().stream().map(Case::name).toList();
    }

    private static String oneOf(List<String> names) {
        return "one of " + BadArguments.quoted(names);
    }
}
