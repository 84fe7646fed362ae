package dev.wassette.application.service;

import static dev.wassette.application.service.Types.field;
import static dev.wassette.application.service.Types.flags;
import static dev.wassette.application.service.Types.list;
import static dev.wassette.application.service.Types.names;
import static dev.wassette.application.service.Types.one;
import static dev.wassette.application.service.Types.option;
import static dev.wassette.application.service.Types.record;
import static dev.wassette.application.service.Types.result;
import static dev.wassette.application.service.Types.tuple;
import static dev.wassette.application.service.Types.variant;
import static dev.wassette.domain.wit.WitType.Primitive.BOOL;
import static dev.wassette.domain.wit.WitType.Primitive.CHAR;
import static dev.wassette.domain.wit.WitType.Primitive.F32;
import static dev.wassette.domain.wit.WitType.Primitive.F64;
import static dev.wassette.domain.wit.WitType.Primitive.S64;
import static dev.wassette.domain.wit.WitType.Primitive.S8;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;
import static dev.wassette.domain.wit.WitType.Primitive.U32;
import static dev.wassette.domain.wit.WitType.Primitive.U64;
import static dev.wassette.domain.wit.WitType.Primitive.U8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.port.in.CallTool.Returned;
import dev.wassette.application.service.WitToJson.ResultTooLarge;
import dev.wassette.domain.policy.DefaultLimits;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitValue;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Contract D.1, D.3 and B.3.
class WitToJsonTest {
    private static final int MOST = DefaultLimits.MAX_RESULT_SIZE;
    private static final WitValue TEXT = new WitValue.Str("a");
    private static final WitValue TRUE = new WitValue.Bool(true);

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(BOOL, TRUE, "true"),
                arguments(S8, new WitValue.S8((byte) -128), "-128"),
                arguments(U32, new WitValue.U32(4_294_967_295L), "4294967295"),
                arguments(S64, new WitValue.S64(Long.MIN_VALUE), "-9223372036854775808"),
                arguments(U64, new WitValue.U64(-1), "18446744073709551615"),
                arguments(F32, new WitValue.F32(3.14f), "3.14"),
                arguments(F32, new WitValue.F32(Float.MAX_VALUE), "3.4028235E+38"),
                arguments(F64, new WitValue.F64(0.1), "0.1"),
                arguments(F64, new WitValue.F64(100), "100.0"),
                arguments(F64, new WitValue.F64(-0.0), "0.0"),
                arguments(F64, new WitValue.F64(Double.NaN), "\"NaN\""),
                arguments(F64, new WitValue.F64(Double.POSITIVE_INFINITY), "\"inf\""),
                arguments(F32, new WitValue.F32(Float.NEGATIVE_INFINITY), "\"-inf\""),
                arguments(CHAR, new WitValue.Char(0x1F600), "\"\ud83d\ude00\""),
                arguments(STRING, new WitValue.Str("two\nlines"), "\"two\\nlines\""),
                arguments(list(STRING), new WitValue.ListOf(List.of(TEXT, TEXT)), "[\"a\",\"a\"]"),
                arguments(list(U8), new WitValue.Bytes(new byte[] {0, 127, -1}), "[0,127,255]"),
                arguments(tuple(STRING, BOOL), new WitValue.Tuple(List.of(TEXT, TRUE)),
                        "{\"val0\":\"a\",\"val1\":true}"),
                arguments(list(tuple(BOOL)), new WitValue.ListOf(List.of(new WitValue.Tuple(List.of(TRUE)))),
                        "[{\"val0\":true}]"),
                arguments(record(field("file-path", STRING), field("limit", option(BOOL))),
                        new WitValue.Record(List.of(TEXT, WitValue.Option.none())),
                        "{\"file-path\":\"a\",\"limit\":null}"),
                arguments(variant(one("none"), one("some", STRING)), new WitValue.Variant(0, Optional.empty()),
                        "{\"tag\":\"none\"}"),
                arguments(variant(one("none"), one("some", STRING)), new WitValue.Variant(1, Optional.of(TEXT)),
                        "{\"tag\":\"some\",\"val\":\"a\"}"),
                arguments(names("hot", "cold"), new WitValue.Enum(1), "\"cold\""),
                arguments(option(STRING), WitValue.Option.some(TEXT), "\"a\""),
                arguments(option(STRING), WitValue.Option.none(), "null"),
                arguments(result(STRING, null), WitValue.Result.ok(TEXT), "{\"ok\":\"a\"}"),
                arguments(result(STRING, null), WitValue.Result.error(), "{\"err\":null}"),
                arguments(result(null, STRING), WitValue.Result.ok(), "{\"ok\":null}"),
                arguments(result(null, STRING), WitValue.Result.error(TEXT), "{\"err\":\"a\"}"),
                arguments(flags("read", "write", "run"), new WitValue.Flags(0b101), "[\"read\",\"run\"]"),
                arguments(flags("read"), new WitValue.Flags(0), "[]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesFollowTheTable(WitType type, WitValue value, String json) throws ResultTooLarge {
        var envelope = WitToJson.envelope(Optional.of(type), Optional.of(value), MOST);
        assertEquals("{\"result\":" + json + "}", JsonText.compact(envelope));
    }

    @Test
    void noResultIsNull() throws ResultTooLarge {
        assertEquals(JsonNull.NULL, WitToJson.envelope(Optional.empty(), Optional.empty(), MOST));
        assertEquals("null", new Returned(JsonNull.NULL, false).text());
    }

    @Test
    void theTextOfAResultIsTheStringItselfOrJson() throws ResultTooLarge {
        assertEquals("two\n\"lines\"", text(STRING, new WitValue.Str("two\n\"lines\"")));
        assertEquals("{\"err\":\"a\"}", text(result(null, STRING), WitValue.Result.error(TEXT)));
        assertEquals("18446744073709551615", text(U64, new WitValue.U64(-1)));
        assertEquals("null", text(option(STRING), WitValue.Option.none()));
    }

    private static String text(WitType type, WitValue value) throws ResultTooLarge {
        return new Returned(WitToJson.envelope(Optional.of(type), Optional.of(value), MOST), false).text();
    }

    @Test
    void refusesResultsThatAreTooLarge() {
        assertTooLarge(list(U8), new WitValue.Bytes(new byte[MOST / 8]));
        assertTooLarge(STRING, new WitValue.Str("x".repeat(MOST)));
        var longName = record(field("x".repeat(10_000), BOOL));
        var one = new WitValue.Record(List.of(TRUE));
        assertTooLarge(list(longName), new WitValue.ListOf(Collections.nCopies(2_000, one)));
    }

    private static void assertTooLarge(WitType type, WitValue value) {
        assertThrows(ResultTooLarge.class, () -> WitToJson.envelope(Optional.of(type), Optional.of(value), MOST));
    }

    @Test
    void aResultThatDoesNotFitTheSignatureIsOurFault() {
        assertThrows(IllegalStateException.class, () -> WitToJson.envelope(Optional.of(BOOL), Optional.empty(), MOST));
        assertThrows(RuntimeException.class,
                () -> WitToJson.envelope(Optional.of(BOOL), Optional.of(new WitValue.Enum(0)), MOST));
    }
}
