package dev.wassette.application.service;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Random types, values of them, and arguments an agent could write for these values. Each seed always gives the same.
/// Makes neither `option<option<T>>` nor negative zeros nor handles: JSON has no form of their own for those.
final class RandomWit {
    private final Random random;

    RandomWit(long seed) {
        random = new Random(seed);
    }

    WitType type(int depth) {
        return switch (random.nextInt(depth == 0 ? 9 : 16)) {
            case 7 -> new EnumType(names());
            case 8 -> new FlagsType(names());
            case 9 -> new ListType(type(depth - 1));
            case 10 -> new RecordType(names().stream().map(name -> new Field(name, type(depth - 1))).toList());
            case 11 -> new TupleType(some(() -> type(depth - 1)));
            case 12 -> new VariantType(
                    names().stream().map(name -> new Case(name, maybe(() -> type(depth - 1)))).toList());
            case 13 -> type(depth - 1) instanceof WitType some && !(some instanceof OptionType)
                    ? new OptionType(some) : type(depth - 1);
            case 14 -> new ResultType(maybe(() -> type(depth - 1)), maybe(() -> type(depth - 1)));
            case 15 -> new ListType(Primitive.U8);
            default -> Primitive.values()[random.nextInt(Primitive.values().length)];
        };
    }

    WitValue value(WitType type) {
        return switch (type) {
            case Primitive primitive -> primitive(primitive);
            case ListType list when list.isBytes() -> new WitValue.Bytes(bytes());
            case ListType(WitType element) ->
                new WitValue.ListOf(Stream.generate(() -> value(element)).limit(random.nextInt(4)).toList());
            case RecordType(var fields) ->
                new WitValue.Record(fields.stream().map(field -> value(field.type())).toList());
            case TupleType(var elements) -> new WitValue.Tuple(elements.stream().map(this::value).toList());
            case VariantType(var cases) -> {
                int index = random.nextInt(cases.size());
                yield new WitValue.Variant(index, cases.get(index).payload().map(this::value));
            }
            case EnumType(var names) -> new WitValue.Enum(random.nextInt(names.size()));
            case OptionType(WitType some) -> new WitValue.Option(maybe(() -> value(some)));
            case ResultType(var ok, var error) -> {
                boolean isOk = random.nextBoolean();
                yield new WitValue.Result(isOk, (isOk ? ok : error).map(this::value));
            }
            case FlagsType(var names) -> new WitValue.Flags(random.nextInt(1 << names.size()));
            case Own _, Borrow _ -> throw new IllegalStateException();
        };
    }

    private WitValue primitive(Primitive type) {
        return switch (type) {
            case BOOL -> new WitValue.Bool(random.nextBoolean());
            case S8 -> new WitValue.S8((byte) bits(8));
            case U8 -> new WitValue.U8((int) bits(8));
            case S16 -> new WitValue.S16((short) bits(16));
            case U16 -> new WitValue.U16((int) bits(16));
            case S32 -> new WitValue.S32((int) bits(32));
            case U32 -> new WitValue.U32(bits(32));
            case S64 -> new WitValue.S64(bits(64));
            case U64 -> new WitValue.U64(bits(64));
            case F32 -> new WitValue.F32(positiveZero(Float.intBitsToFloat((int) bits(32))));
            case F64 -> new WitValue.F64(positiveZero(Double.longBitsToDouble(bits(64))));
            case CHAR -> new WitValue.Char(character());
            case STRING -> new WitValue.Str(string());
        };
    }

    /// Often an edge: no bit, all bits, the highest only.
    private long bits(int count) {
        long value = switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> 1L << count - 1;
            case 3 -> (1L << count - 1) - 1;
            default -> random.nextLong();
        };
        return count == 64 ? value : value & (1L << count) - 1;
    }

    private static float positiveZero(float number) {
        return number == 0 ? 0 : number;
    }

    private static double positiveZero(double number) {
        return number == 0 ? 0 : number;
    }

    private int character() {
        int[] edges = {0, '"', '\\', 0x7F, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
        return random.nextBoolean() ? ' ' + random.nextInt(95) : edges[random.nextInt(edges.length)];
    }

    private String string() {
        var text = new StringBuilder();
        IntStream.range(0, random.nextInt(6)).forEach(_ -> text.appendCodePoint(character()));
        return text.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// {@return arguments that satisfy the schema and mean this value; empty when there are none, as for a NaN}
    Optional<JsonValue> argument(WitType type, WitValue value) {
        try {
            return Optional.of(json(type, value));
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }

    private JsonValue json(WitType type, WitValue value) {
        return switch (value) {
            case WitValue.Bool(boolean bool) -> new JsonBool(bool);
            case WitValue.S8(byte number) -> number(BigDecimal.valueOf(number));
            case WitValue.U8(int number) -> number(BigDecimal.valueOf(number));
            case WitValue.S16(short number) -> number(BigDecimal.valueOf(number));
            case WitValue.U16(int number) -> number(BigDecimal.valueOf(number));
            case WitValue.S32(int number) -> number(BigDecimal.valueOf(number));
            case WitValue.U32(long number) -> number(BigDecimal.valueOf(number));
            case WitValue.S64(long number) -> number(BigDecimal.valueOf(number));
            case WitValue.U64(long bits) -> number(new BigDecimal(Long.toUnsignedString(bits)));
            case WitValue.F32(float number) -> number(finite(number));
            case WitValue.F64(double number) -> number(finite(number));
            case WitValue.Char(int codePoint) -> new JsonString(Character.toString(codePoint));
            case WitValue.Str(String text) -> new JsonString(text);
            case WitValue.Bytes(byte[] bytes) -> new JsonArray(IntStream.range(0, bytes.length)
                    .<JsonValue>mapToObj(i -> JsonNumber.of(Byte.toUnsignedInt(bytes[i]))).toList());
            case WitValue.ListOf(var elements) ->
                new JsonArray(elements.stream().map(each -> json(((ListType) type).element(), each)).toList());
            case WitValue.Record(var fields) -> record((RecordType) type, fields);
            case WitValue.Tuple(var elements) -> new JsonArray(IntStream.range(0, elements.size())
                    .mapToObj(i -> json(((TupleType) type).elements().get(i), elements.get(i))).toList());
            case WitValue.Variant(int index, var payload) -> {
                Case one = ((VariantType) type).cases().get(index);
                JsonObject tag = JsonObject.empty().with("tag", new JsonString(one.name()));
                yield payload.map(inner -> tag.with("val", json(one.payload().orElseThrow(), inner))).orElse(tag);
            }
            case WitValue.Enum(int index) -> new JsonString(((EnumType) type).names().get(index));
            case WitValue.Option(var some) ->
                some.map(inner -> json(((OptionType) type).some(), inner)).orElse(JsonNull.NULL);
            case WitValue.Result(boolean isOk, var payload) -> {
                Optional<WitType> side = isOk ? ((ResultType) type).ok() : ((ResultType) type).error();
                yield JsonObject.empty().with(isOk ? "ok" : "err",
                        payload.map(inner -> json(side.orElseThrow(), inner)).orElse(JsonNull.NULL));
            }
            case WitValue.Flags flags -> new JsonArray(IntStream.range(0, 32).filter(flags::has)
                    .<JsonValue>mapToObj(i -> new JsonString(((FlagsType) type).names().get(i))).toList());
            case WitValue.Handle _ -> throw new IllegalStateException();
        };
    }

    private static JsonNumber number(BigDecimal number) {
        return new JsonNumber(number);
    }

    private static BigDecimal finite(double number) {
        if (!Double.isFinite(number)) {
            throw new ArithmeticException("not finite");
        }
        return new BigDecimal(number);
    }

    private JsonObject record(RecordType type, List<WitValue> values) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            boolean left = values.get(i).equals(WitValue.Option.none()) && random.nextBoolean();
            if (!left) {
                members.put(type.fields().get(i).name(), json(type.fields().get(i).type(), values.get(i)));
            }
        }
        if (random.nextInt(4) == 0) {
            members.put("nobody-asked", JsonArray.of(JsonNull.NULL));
        }
        return new JsonObject(members);
    }

    /// {@return the value with one part replaced by something else}
    JsonValue mutated(JsonValue value) {
        if (random.nextInt(3) == 0) {
            return scalar();
        }
        return switch (value) {
            case JsonArray(var elements) when !elements.isEmpty() -> {
                List<JsonValue> changed = new ArrayList<>(elements);
                int index = random.nextInt(changed.size());
                changed.set(index, mutated(changed.get(index)));
                yield new JsonArray(changed);
            }
            case JsonObject object when !object.members().isEmpty() -> {
                String name = List.copyOf(object.members().keySet()).get(random.nextInt(object.members().size()));
                Map<String, JsonValue> changed = new LinkedHashMap<>(object.members());
                changed.put(random.nextInt(5) == 0 ? "val" : name, mutated(object.members().get(name)));
                if (random.nextInt(5) == 0) {
                    changed.remove(name);
                }
                yield new JsonObject(changed);
            }
            case JsonArray _, JsonObject _, JsonNull _, JsonBool _, JsonNumber _, JsonString _ -> scalar();
        };
    }

    private JsonValue scalar() {
        List<JsonValue> scalars = List.of(JsonNull.NULL, new JsonBool(true), JsonNumber.of(0), JsonNumber.of(-1),
                JsonNumber.of(256), new JsonNumber(new BigDecimal("0.5")), new JsonNumber(new BigDecimal("1e400")),
                new JsonString(""), new JsonString("a"), new JsonString("NaN"), JsonArray.of(), JsonObject.empty());
        return scalars.get(random.nextInt(scalars.size()));
    }

    private List<String> names() {
        return List.of("a", "b-c", "ok", "val", "tag").subList(0, 1 + random.nextInt(5));
    }

    private <T> List<T> some(Supplier<T> each) {
        return Stream.generate(each).limit(1 + random.nextInt(3)).toList();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value.get());
    }
}
