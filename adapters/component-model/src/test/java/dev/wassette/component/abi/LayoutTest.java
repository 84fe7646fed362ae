package dev.wassette.component.abi;

import static dev.wassette.domain.wit.WitType.Primitive.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest {
    static Stream<Arguments> layouts() {
        ResourceType file = new ResourceType.Host("a:b/c", "file");
        return Stream.of(
                arguments(BOOL, 1, 1, "I32"),
                arguments(S8, 1, 1, "I32"),
                arguments(U16, 2, 2, "I32"),
                arguments(S32, 4, 4, "I32"),
                arguments(U64, 8, 8, "I64"),
                arguments(F32, 4, 4, "F32"),
                arguments(F64, 8, 8, "F64"),
                arguments(CHAR, 4, 4, "I32"),
                arguments(STRING, 8, 4, "I32 I32"),
                arguments(new WitType.ListType(U64), 8, 4, "I32 I32"),
                arguments(record(U8, U16, U32), 8, 4, "I32 I32 I32"),
                arguments(record(U8, U64, U8), 24, 8, "I32 I64 I32"),
                arguments(tuple(U16, U8), 4, 2, "I32 I32"),
                arguments(flags(1), 1, 1, "I32"),
                arguments(flags(9), 2, 2, "I32"),
                arguments(flags(17), 4, 4, "I32"),
                arguments(new WitType.EnumType(names(256)), 1, 1, "I32"),
                arguments(new WitType.EnumType(names(257)), 2, 2, "I32"),
                arguments(new WitType.EnumType(names(65_537)), 4, 4, "I32"),
                arguments(new WitType.OptionType(U8), 2, 1, "I32 I32"),
                arguments(new WitType.OptionType(U64), 16, 8, "I32 I64"),
                arguments(new WitType.ResultType(Optional.empty(), Optional.empty()), 1, 1, "I32"),
                arguments(result(F32, U32), 8, 4, "I32 I32"),
                arguments(result(F32, F64), 16, 8, "I32 I64"),
                arguments(result(U32, F64), 16, 8, "I32 I64"),
                arguments(result(F64, U64), 16, 8, "I32 I64"),
                arguments(result(F64, F64), 16, 8, "I32 F64"),
                arguments(result(STRING, U64), 16, 8, "I32 I64 I32"),
                arguments(new WitType.Own(file), 4, 4, "I32"),
                arguments(new WitType.Borrow(file), 4, 4, "I32"));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void sizeAlignmentAndFlattenedForm(WitType type, int size, int alignment, String flat) {
        Layout layout = new Despecialize().layout(type);

        assertEquals(size, layout.size);
        assertEquals(alignment, layout.alignment);
        assertEquals(flat, Arrays.stream(layout.flat).map(CoreType::toString).collect(Collectors.joining(" ")));
    }

    @Test
    void sixteenCoreValuesStillAreFlat() {
        assertEquals(16, new Despecialize().layout(new WitType.TupleType(Collections.nCopies(16, U8))).flatCount());
        assertNull(new Despecialize().layout(new WitType.TupleType(Collections.nCopies(17, U8))).flat);
        assertNull(new Despecialize().layout(
                new WitType.OptionType(new WitType.TupleType(Collections.nCopies(16, U8)))).flat);
    }

    @Test
    void seventeenParametersPassThroughMemory() {
        assertEquals(new CoreFunctionType(List.of(CoreType.I32), List.of()), lowered(17, Optional.empty()));
        assertEquals(new CoreFunctionType(Collections.nCopies(16, CoreType.I32), List.of()),
                lowered(16, Optional.empty()));
    }

    @Test
    void twoResultsPassThroughMemory() {
        assertEquals(new CoreFunctionType(List.of(CoreType.I32, CoreType.I32), List.of()),
                lowered(1, Optional.of(STRING)));
        assertEquals(new CoreFunctionType(List.of(CoreType.I32), List.of(CoreType.F64)),
                lowered(1, Optional.of(F64)));
    }

    @Test
    void findsBorrows() {
        WitType borrow = new WitType.Borrow(new ResourceType.Host("a:b/c", "file"));

        assertTrue(Borrows.in(new Despecialize().layout(new WitType.ListType(new WitType.OptionType(borrow)))));
        assertFalse(Borrows.in(new Despecialize().layout(result(STRING, U8))));
    }

    @Test
    void sharedPartsAreLookedAtOnce() {
        WitType type = U8;
        for (int i = 0; i < 20; i++) {
            type = tuple(type, type);
        }
        assertEquals(1 << 20, new Despecialize().layout(type).size);
        WitType huge = tuple(type, type, type, type, type, type, type, type, type, type, type, type, type, type, type,
                type, type);
        assertThrows(TypeTooLarge.class, () -> new Despecialize().layout(huge));
    }

    private static CoreFunctionType lowered(int parameters, Optional<WitType> result) {
        List<Signature.Parameter> list =
                names(parameters).stream().map(name -> new Signature.Parameter(name, U8)).toList();
        return FunctionLayout.of(new Signature(list, result), new Despecialize()).loweredType();
    }

    static WitType record(WitType... fields) {
        return new WitType.RecordType(IntStream.range(0, fields.length)
                .mapToObj(i -> new WitType.Field("f" + i, fields[i])).toList());
    }

    static WitType tuple(WitType... elements) {
        return new WitType.TupleType(List.of(elements));
    }

    static WitType result(WitType ok, WitType error) {
        return new WitType.ResultType(Optional.of(ok), Optional.of(error));
    }

    static WitType flags(int count) {
        return new WitType.FlagsType(names(count));
    }

    static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).toList();
    }
}
