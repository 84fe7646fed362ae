package dev.wassette.component.abi;

import static dev.wassette.component.abi.LayoutTest.flags;
import static dev.wassette.component.abi.LayoutTest.names;
import static dev.wassette.component.abi.LayoutTest.record;
import static dev.wassette.component.abi.LayoutTest.result;
import static dev.wassette.component.abi.LayoutTest.tuple;
import static dev.wassette.domain.wit.WitType.Primitive.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wassette.component.engine.Trap;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Load, store, lift and lower for each type.
class ValuesTest {
    private static final WitType VARIANT = new WitType.VariantType(List.of(
            new WitType.Case("a", Optional.empty()), new WitType.Case("b", Optional.of(F32)),
            new WitType.Case("c", Optional.of(U64)), new WitType.Case("d", Optional.of(tuple(U8, STRING)))));

    /// A type, a value, its bytes in memory (empty where they hold addresses), its core values.
    static Stream<Arguments> values() {
        return Stream.of(
                arguments(BOOL, new WitValue.Bool(true), "01", "1"),
                arguments(S8, new WitValue.S8((byte) -2), "fe", "fffffffe"),
                arguments(U8, new WitValue.U8(254), "fe", "fe"),
                arguments(S16, new WitValue.S16((short) -2), "fe ff", "fffffffe"),
                arguments(U16, new WitValue.U16(0xFFFE), "fe ff", "fffe"),
                arguments(S32, new WitValue.S32(-2), "fe ff ff ff", "fffffffe"),
                arguments(U32, new WitValue.U32(0xFFFF_FFFEL), "fe ff ff ff", "fffffffe"),
                arguments(S64, new WitValue.S64(-2), "fe ff ff ff ff ff ff ff", "fffffffffffffffe"),
                arguments(U64, new WitValue.U64(-2), "fe ff ff ff ff ff ff ff", "fffffffffffffffe"),
                arguments(F32, new WitValue.F32(-1.5f), "00 00 c0 bf", "bfc00000"),
                arguments(F64, new WitValue.F64(1.5), "00 00 00 00 00 00 f8 3f", "3ff8000000000000"),
                arguments(CHAR, new WitValue.Char(0x1F600), "00 f6 01 00", "1f600"),
                arguments(STRING, new WitValue.Str("hé"), "", "10 3"),
                arguments(new WitType.ListType(U8), new WitValue.Bytes(new byte[] {1, 2}), "", "10 2"),
                arguments(new WitType.ListType(U32), list(new WitValue.U32(7)), "", "10 1"),
                arguments(new WitType.ListType(STRING), list(new WitValue.Str("a"), new WitValue.Str("")), "", "10 2"),
                arguments(record(U8, U16), new WitValue.Record(List.of(new WitValue.U8(1), new WitValue.U16(2))),
                        "01 00 02 00", "1 2"),
                arguments(tuple(U8), new WitValue.Tuple(List.of(new WitValue.U8(1))), "01", "1"),
                arguments(flags(10), new WitValue.Flags(0b10_0000_0001), "01 02", "201"),
                arguments(flags(32), new WitValue.Flags(0x8000_0001), "01 00 00 80", "80000001"),
                arguments(new WitType.EnumType(names(300)), new WitValue.Enum(299), "2b 01", "12b"),
                arguments(new WitType.OptionType(U8), WitValue.Option.none(), "00 00", "0 0"),
                arguments(new WitType.OptionType(U8), WitValue.Option.some(new WitValue.U8(9)), "01 09", "1 9"),
                arguments(result(S32, F64), WitValue.Result.ok(new WitValue.S32(-1)),
                        "00 00 00 00 00 00 00 00 ff ff ff ff 00 00 00 00", "0 ffffffff"),
                arguments(result(S32, F64), WitValue.Result.error(new WitValue.F64(1.5)),
                        "01 00 00 00 00 00 00 00 00 00 00 00 00 00 f8 3f", "1 3ff8000000000000"),
                arguments(VARIANT, new WitValue.Variant(0, Optional.empty()), "", "0 0 0 0"),
                arguments(VARIANT, new WitValue.Variant(1, Optional.of(new WitValue.F32(-1.5f))), "",
                        "1 bfc00000 0 0"),
                arguments(VARIANT, new WitValue.Variant(2, Optional.of(new WitValue.U64(-1))), "",
                        "2 ffffffffffffffff 0 0"),
                arguments(VARIANT, new WitValue.Variant(3, Optional.of(
                        new WitValue.Tuple(List.of(new WitValue.U8(5), new WitValue.Str("x"))))), "", "3 5 10 1"));
    }

    private static WitValue list(WitValue... elements) {
        return new WitValue.ListOf(List.of(elements));
    }

    @ParameterizedTest
    @MethodSource("values")
    void throughMemory(WitType type, WitValue value, String bytes, String flat) {
        Guest guest = new Guest(1024);
        Layout layout = new Despecialize().layout(type);

        Store.store(guest.context(), value, 512, layout, null);

        if (!bytes.isEmpty()) {
            assertEquals(bytes, guest.read(512, layout.size));
        }
        assertEquals(value, Load.load(guest.context(), 512, layout));
    }

    @ParameterizedTest
    @MethodSource("values")
    void throughCoreValues(WitType type, WitValue value, String bytes, String flat) {
        Guest guest = new Guest(1024);
        Layout layout = new Despecialize().layout(type);
        long[] values = new long[layout.flatCount()];
        Arrays.fill(values, -1);

        LowerFlat.lower(guest.context(), value, values, 0, layout, null);

        assertArrayEquals(
                Stream.of(flat.split(" ")).mapToLong(one -> Long.parseUnsignedLong(one, 16)).toArray(), values);
        assertEquals(value, LiftFlat.lift(guest.context(), values, 0, layout));
    }

    /// A type, core values, what they are lifted to; null for a trap.
    static Stream<Arguments> lifted() {
        return Stream.of(
                arguments(BOOL, "ffffffff", new WitValue.Bool(true)),
                arguments(BOOL, "100", new WitValue.Bool(true)),
                arguments(U8, "1ff", new WitValue.U8(255)),
                arguments(S8, "80", new WitValue.S8((byte) -128)),
                arguments(U32, "ffffffffffffffff", new WitValue.U32(0xFFFF_FFFFL)),
                arguments(CHAR, "d7ff", new WitValue.Char(0xD7FF)),
                arguments(CHAR, "d800", null),
                arguments(CHAR, "dfff", null),
                arguments(CHAR, "10ffff", new WitValue.Char(0x10FFFF)),
                arguments(CHAR, "110000", null),
                arguments(CHAR, "ffffffff", null),
                arguments(flags(3), "fffffffd", new WitValue.Flags(0b101)),
                arguments(new WitType.EnumType(names(3)), "3", null),
                arguments(new WitType.EnumType(names(3)), "80000000", null),
                arguments(new WitType.OptionType(U8), "2 0", null),
                arguments(result(F32, F64), "0 ffffffffbfc00000", WitValue.Result.ok(new WitValue.F32(-1.5f))),
                arguments(STRING, "fff 2", null),
                arguments(STRING, "400 0", new WitValue.Str("")),
                arguments(STRING, "401 0", null),
                arguments(STRING, "ffffffff 1", null),
                arguments(STRING, "0 ffffffff", null),
                arguments(new WitType.ListType(U8), "400 0", new WitValue.Bytes(new byte[0])),
                arguments(new WitType.ListType(U8), "3ff 2", null),
                arguments(new WitType.ListType(U16), "1 0", null),
                arguments(new WitType.ListType(U64), "0 20000000", null),
                arguments(new WitType.ListType(U64), "0 81", null));
    }

    @ParameterizedTest
    @MethodSource("lifted")
    void liftsOrTraps(WitType type, String flat, WitValue expected) {
        LiftLowerContext cx = new Guest(1024).context();
        long[] values = Stream.of(flat.split(" ")).mapToLong(one -> Long.parseUnsignedLong(one, 16)).toArray();
        Layout layout = new Despecialize().layout(type);

        if (expected == null) {
            Trap trap = assertThrows(Trap.class, () -> LiftFlat.lift(cx, values, 0, layout));
            assertEquals(Trap.Kind.CANONICAL_ABI, trap.kind());
        } else {
            assertEquals(expected, LiftFlat.lift(cx, values, 0, layout));
        }
    }

    @Test
    void everyNanIsTheCanonicalOne() {
        WitValue.F32 f32 = (WitValue.F32) Scalars.lift(F32, 0xFF80_0001L);
        WitValue.F64 f64 = (WitValue.F64) Scalars.lift(F64, 0xFFF0_0000_0000_0001L);

        assertEquals(0x7FC0_0000, Float.floatToRawIntBits(f32.value()));
        assertEquals(0x7FF8_0000_0000_0000L, Double.doubleToRawLongBits(f64.value()));
        assertEquals(0x7FC0_0000L, Scalars.lower(F32, new WitValue.F32(Float.intBitsToFloat(0xFFC0_0001))));
        assertEquals(0x7FF8_0000_0000_0000L,
                Scalars.lower(F64, new WitValue.F64(Double.longBitsToDouble(0xFFF8_0000_0000_0001L))));
    }

    @Test
    void discriminantsInMemoryAreChecked() {
        Guest guest = new Guest(16);
        guest.write(0, "02");
        guest.write(4, "2c 01");

        assertThrows(Trap.class, () -> Load.load(guest.context(), 0, layout(new WitType.OptionType(U8))));
        assertThrows(Trap.class, () -> Load.load(guest.context(), 4, layout(new WitType.EnumType(names(300)))));
    }

    @Test
    void longListsOfNumbersKeepTheirOrder() {
        for (WitType.Primitive type : List.of(BOOL, S8, S16, U16, S32, U32, U64, F32, F64, CHAR)) {
            Guest guest = new Guest(1 << 20);
            WitValue value = new WitValue.ListOf(IntStream.range(0, 10_001)
                    .mapToObj(i -> Scalars.lift(type, type == F64 ? Double.doubleToLongBits(i) : i & 0x7F)).toList());
            long[] values = new long[2];
            Layout layout = layout(new WitType.ListType(type));

            LowerFlat.lower(guest.context(), value, values, 0, layout, null);

            assertEquals(value, LiftFlat.lift(guest.context(), values, 0, layout), type.keyword());
        }
    }

    @Test
    void aliasedStringsCannotFillTheHeap() {
        Guest guest = new Guest(1 << 20);
        for (int i = 0; i < 1024; i++) {
            guest.putInt(i * 8L + 4, 1 << 19);
        }
        long[] values = {0, 1024};

        Trap trap = assertThrows(Trap.class,
                () -> LiftFlat.lift(guest.context(), values, 0, layout(new WitType.ListType(STRING))));

        assertTrue(trap.getMessage().contains("256 MiB"), trap.getMessage());
    }

    private static Layout layout(WitType type) {
        return new Despecialize().layout(type);
    }
}
