package dev.wassette.component.testkit.suite;

import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The values of the suite as the host's values.
final class SuiteValues {
    private SuiteValues() {}

    /// {@return the value, of this type}
    ///
    /// @throws IllegalArgumentException when it is of another type
    static WitValue value(JsonNode json, WitType type) {
        JsonNode value = json.get("value");
        String found = json.get("type").stringValue();
        if (!found.equals(keyword(type))) {
            throw new IllegalArgumentException("a " + found + " where a " + type + " belongs");
        }
        return switch (type) {
            case WitType.Primitive primitive -> primitive(value, primitive);
            case WitType.ListType list -> list(value, list);
            case WitType.RecordType(List<WitType.Field> fields) -> new WitValue.Record(IntStream.range(0, fields.size())
                    .mapToObj(i -> field(value.get(i), fields.get(i))).toList());
            case WitType.TupleType(List<WitType> elements) -> new WitValue.Tuple(IntStream.range(0, elements.size())
                    .mapToObj(i -> value(value.get(i), elements.get(i))).toList());
            case WitType.VariantType(List<WitType.Case> cases) -> variant(json, cases);
            case WitType.EnumType(List<String> names) ->
                    new WitValue.Enum(position(names, value.stringValue()));
            case WitType.OptionType(WitType some) ->
                    new WitValue.Option(value.isNull() ? Optional.empty() : Optional.of(value(value, some)));
            case WitType.ResultType(Optional<WitType> ok, Optional<WitType> error) -> result(json, ok, error);
            case WitType.FlagsType(List<String> names) -> flags(value, names);
            case WitType.Own _, WitType.Borrow _ -> throw new IllegalArgumentException("the suite has no handles");
        };
    }

    private static String keyword(WitType type) {
        return switch (type) {
            case WitType.Primitive primitive -> primitive.keyword();
            case WitType.ListType _ -> "list";
            case WitType.RecordType _ -> "record";
            case WitType.TupleType _ -> "tuple";
            case WitType.VariantType _ -> "variant";
            case WitType.EnumType _ -> "enum";
            case WitType.OptionType _ -> "option";
            case WitType.ResultType _ -> "result";
            case WitType.FlagsType _ -> "flags";
            case WitType.Own _ -> "own";
            case WitType.Borrow _ -> "borrow";
        };
    }

    private static WitValue primitive(JsonNode value, WitType.Primitive type) {
        return switch (type) {
            case BOOL -> new WitValue.Bool(value.booleanValue());
            case S8 -> new WitValue.S8(Byte.parseByte(value.stringValue()));
            case U8 -> new WitValue.U8(Integer.parseInt(value.stringValue()));
            case S16 -> new WitValue.S16(Short.parseShort(value.stringValue()));
            case U16 -> new WitValue.U16(Integer.parseInt(value.stringValue()));
            case S32 -> new WitValue.S32(Integer.parseInt(value.stringValue()));
            case U32 -> new WitValue.U32(Long.parseLong(value.stringValue()));
            case S64 -> new WitValue.S64(Long.parseLong(value.stringValue()));
            case U64 -> new WitValue.U64(Long.parseUnsignedLong(value.stringValue()));
            case F32 -> new WitValue.F32(isNaN(value) ? Float.NaN
                    : Float.intBitsToFloat(Integer.parseUnsignedInt(value.stringValue())));
            case F64 -> new WitValue.F64(isNaN(value) ? Double.NaN
                    : Double.longBitsToDouble(Long.parseUnsignedLong(value.stringValue())));
            case CHAR -> new WitValue.Char(value.stringValue().codePointAt(0));
            case STRING -> new WitValue.Str(value.stringValue());
        };
    }

    private static boolean isNaN(JsonNode value) {
        return value.stringValue().startsWith("nan:");
    }

    private static WitValue list(JsonNode value, WitType.ListType type) {
        List<WitValue> elements = new ArrayList<>();
        for (JsonNode element : value) {
            elements.add(value(element, type.element()));
        }
        if (!type.isBytes()) {
            return new WitValue.ListOf(elements);
        }
        byte[] bytes = new byte[elements.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((WitValue.U8) elements.get(i)).value();
        }
        return new WitValue.Bytes(bytes);
    }

    private static WitValue field(JsonNode pair, WitType.Field field) {
        if (!pair.get(0).stringValue().equals(field.name())) {
            throw new IllegalArgumentException("a field " + pair.get(0) + " where '" + field.name() + "' belongs");
        }
        return value(pair.get(1), field.type());
    }

    private static WitValue variant(JsonNode json, List<WitType.Case> cases) {
        int index = position(cases.stream().map(WitType.Case::name).toList(), json.get("case").stringValue());
        return new WitValue.Variant(index, payload(json, cases.get(index).payload()));
    }

    private static WitValue result(JsonNode json, Optional<WitType> ok, Optional<WitType> error) {
        boolean isOk = json.get("case").stringValue().equals("ok");
        return new WitValue.Result(isOk, payload(json, isOk ? ok : error));
    }

    private static Optional<WitValue> payload(JsonNode json, Optional<WitType> type) {
        JsonNode payload = json.get("payload");
        return payload.isNull() ? Optional.empty() : Optional.of(value(payload, type.orElseThrow()));
    }

    private static WitValue flags(JsonNode value, List<String> names) {
        int bits = 0;
        for (JsonNode name : value) {
            bits |= 1 << position(names, name.stringValue());
        }
        return new WitValue.Flags(bits);
    }

    private static int position(List<String> names, String name) {
        int position = names.indexOf(name);
        if (position < 0) {
            throw new IllegalArgumentException("'" + name + "' is none of " + names);
        }
        return position;
    }
}
