package dev.wassette.bootstrap;

import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.Borrow;
import dev.wassette.domain.wit.WitType.EnumType;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Arguments for any function. Each seed always gives the same.
final class RandomValues {
    /// Words that the examples know, and texts that take one to four bytes a character.
    private static final List<String> WORDS = List.of("", "MUG-3-Y", "CAKE-2-O", "mug", "teatime", "a", "naïve",
            "日本語", "😀", "\0", "long ".repeat(20_000));

    private final Random random;
    /// What a component has given out and not got back.
    private final Map<ResourceType, WitValue.Handle> handles = new HashMap<>();

    RandomValues(long seed) {
        random = new Random(seed);
    }

    /// Lets later values hold this resource.
    void offer(WitValue.Handle handle) {
        handles.put(handle.resource(), handle);
    }

    void forgetHandles() {
        handles.clear();
    }

    /// {@return a value of the type}
    ///
    /// @throws NoSuchElementException when it takes a resource that has not been offered
    WitValue value(WitType type) {
        return switch (type) {
            case Primitive primitive -> primitive(primitive);
            case ListType list when list.isBytes() -> new WitValue.Bytes(bytes());
            case ListType(WitType element) ->
                new WitValue.ListOf(Stream.generate(() -> value(element)).limit(random.nextInt(6)).toList());
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
            case FlagsType(var names) -> new WitValue.Flags(random.nextInt() & -1 >>> 32 - names.size());
            case Own(ResourceType resource) -> offered(handles.remove(resource));
            case Borrow(ResourceType resource) -> offered(handles.get(resource));
        };
    }

    private static WitValue offered(WitValue.Handle handle) {
        return Optional.ofNullable(handle).orElseThrow();
    }

    private WitValue primitive(Primitive type) {
        return switch (type) {
            case BOOL -> new WitValue.Bool(random.nextBoolean());
            case S8 -> new WitValue.S8((byte) bits());
            case U8 -> new WitValue.U8((int) bits() & 0xFF);
            case S16 -> new WitValue.S16((short) bits());
            case U16 -> new WitValue.U16((int) bits() & 0xFFFF);
            case S32 -> new WitValue.S32((int) bits());
            case U32 -> new WitValue.U32(bits() & 0xFFFF_FFFFL);
            case S64 -> new WitValue.S64(bits());
            case U64 -> new WitValue.U64(bits());
            case F32 -> new WitValue.F32(Float.intBitsToFloat((int) bits()));
            case F64 -> new WitValue.F64(Double.longBitsToDouble(bits()));
            case CHAR -> new WitValue.Char(WORDS.get(1 + random.nextInt(WORDS.size() - 1)).codePointAt(0));
            case STRING -> new WitValue.Str(WORDS.get(random.nextInt(WORDS.size())));
        };
    }

    /// Small as people use them, or an edge, or anything.
    private long bits() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(20);
            case 1 -> -1L >>> random.nextInt(64);
            case 2 -> 1L << random.nextInt(64);
            default -> random.nextLong();
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[1 << random.nextInt(18)];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }
}
