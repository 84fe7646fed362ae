package dev.wassette.sandbox;

import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.EnumType;
import dev.wassette.domain.wit.WitType.FlagsType;
import dev.wassette.domain.wit.WitType.ListType;
import dev.wassette.domain.wit.WitType.OptionType;
import dev.wassette.domain.wit.WitType.RecordType;
import dev.wassette.domain.wit.WitType.ResultType;
import dev.wassette.domain.wit.WitType.TupleType;
import dev.wassette.domain.wit.WitType.VariantType;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Optional;

/// A value as people write it in WIT, cut where it becomes long.
final class ValueText {
    private static final String CUT = "...";

    private final StringBuilder out = new StringBuilder();

    private ValueText() {}

    /// {@return at most [SandboxLimits#MAX_TRACED_LENGTH] characters and a mark}
    static String of(WitType type, WitValue value) {
        var text = new ValueText();
        text.write(type, value);
        return cut(text.out);
    }

    /// {@return a text in quotation marks without control characters, cut where it is long}
    static String quoted(String said) {
        var text = new ValueText();
        text.string(said);
        return cut(text.out);
    }

    private static String cut(StringBuilder text) {
        return text.length() <= SandboxLimits.MAX_TRACED_LENGTH ? text.toString()
                : text.substring(0, SandboxLimits.MAX_TRACED_LENGTH) + CUT;
    }

    private boolean isFull() {
        return out.length() > SandboxLimits.MAX_TRACED_LENGTH;
    }

    private void write(WitType type, WitValue value) {
        switch (value) {
            case WitValue.Bool(boolean flag) -> out.append(flag);
            case WitValue.S8(byte number) -> out.append(number);
            case WitValue.U8(int number) -> out.append(number);
            case WitValue.S16(short number) -> out.append(number);
            case WitValue.U16(int number) -> out.append(number);
            case WitValue.S32(int number) -> out.append(number);
            case WitValue.U32(long number) -> out.append(number);
            case WitValue.S64(long number) -> out.append(number);
            case WitValue.U64(long bits) -> out.append(Long.toUnsignedString(bits));
            case WitValue.F32(float number) -> out.append(number);
            case WitValue.F64(double number) -> out.append(number);
            case WitValue.Char(int codePoint) -> string(Character.toString(codePoint));
            case WitValue.Str(String text) -> string(text);
            case WitValue.Bytes(byte[] bytes) -> out.append(bytes.length).append(" bytes");
            case WitValue.ListOf(List<WitValue> elements) -> list(((ListType) type).element(), elements);
            case WitValue.Record(List<WitValue> fields) -> record((RecordType) type, fields);
            case WitValue.Tuple(List<WitValue> elements) -> tuple(((TupleType) type).elements(), elements);
            case WitValue.Variant(int index, Optional<WitValue> payload) -> {
                WitType.Case chosen = ((VariantType) type).cases().get(index);
                named(chosen.name(), chosen.payload(), payload);
            }
            case WitValue.Enum(int index) -> out.append(((EnumType) type).names().get(index));
            case WitValue.Option(Optional<WitValue> some) ->
                named(some.isPresent() ? "some" : "none", Optional.of(((OptionType) type).some()), some);
            case WitValue.Result(boolean isOk, Optional<WitValue> payload) -> {
                ResultType result = (ResultType) type;
                named(isOk ? "ok" : "err", isOk ? result.ok() : result.error(), payload);
            }
            case WitValue.Flags flags -> flags(((FlagsType) type).names(), flags);
            case WitValue.Handle(var resource, _) -> out.append(resource.name());
        }
    }

    private void named(String name, Optional<WitType> type, Optional<WitValue> payload) {
        out.append(name);
        if (payload.isPresent()) {
            out.append('(');
            write(type.orElseThrow(), payload.get());
            out.append(')');
        }
    }

    private void list(WitType element, List<WitValue> elements) {
        out.append('[');
        for (int i = 0; i < elements.size() && !isFull(); i++) {
            out.append(i == 0 ? "" : ", ");
            write(element, elements.get(i));
        }
        out.append(']');
    }

    private void tuple(List<WitType> types, List<WitValue> elements) {
        out.append('(');
        for (int i = 0; i < elements.size() && !isFull(); i++) {
            out.append(i == 0 ? "" : ", ");
            write(types.get(i), elements.get(i));
        }
        out.append(')');
    }

    private void record(RecordType type, List<WitValue> fields) {
        out.append('{');
        for (int i = 0; i < fields.size() && !isFull(); i++) {
            WitType.Field field = type.fields().get(i);
            out.append(i == 0 ? "" : ", ").append(field.name()).append(": ");
            write(field.type(), fields.get(i));
        }
        out.append('}');
    }

    private void flags(List<String> names, WitValue.Flags flags) {
        out.append('{');
        String gap = "";
        for (int i = 0; i < names.size(); i++) {
            if (flags.has(i)) {
                out.append(gap).append(names.get(i));
                gap = ", ";
            }
        }
        out.append('}');
    }

    private void string(String text) {
        out.append('"');
        text.codePoints().limit(SandboxLimits.MAX_TRACED_LENGTH).forEach(each -> {
            if (each == '"' || each == '\\') {
                out.append('\\').appendCodePoint(each);
            } else if (each == '\n') {
                out.append("\\n");
            } else if (isHarmless(each)) {
                out.appendCodePoint(each);
            } else {
                out.append("\\u{").append(Integer.toHexString(each)).append('}');
            }
        });
        out.append(text.length() > SandboxLimits.MAX_TRACED_LENGTH ? CUT : "").append('"');
    }

    private static boolean isHarmless(int each) {
        return switch (Character.getType(each)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
