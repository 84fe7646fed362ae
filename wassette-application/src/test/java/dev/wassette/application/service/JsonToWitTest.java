package dev.wassette.application.service;

import static dev.wassette.application.service.Types.field;
import static dev.wassette.application.service.Types.flags;
import static dev.wassette.application.service.Types.list;
import static dev.wassette.application.service.Types.names;
import static dev.wassette.application.service.Types.one;
import static dev.wassette.application.service.Types.option;
import static dev.wassette.application.service.Types.record;
import static dev.wassette.application.service.Types.result;
import static dev.wassette.application.service.Types.taking;
import static dev.wassette.application.service.Types.tuple;
import static dev.wassette.application.service.Types.variant;
import static dev.wassette.domain.wit.WitType.Primitive.BOOL;
import static dev.wassette.domain.wit.WitType.Primitive.CHAR;
import static dev.wassette.domain.wit.WitType.Primitive.F32;
import static dev.wassette.domain.wit.WitType.Primitive.F64;
import static dev.wassette.domain.wit.WitType.Primitive.S16;
import static dev.wassette.domain.wit.WitType.Primitive.S32;
import static dev.wassette.domain.wit.WitType.Primitive.S64;
import static dev.wassette.domain.wit.WitType.Primitive.S8;
import static dev.wassette.domain.wit.WitType.Primitive.STRING;
import static dev.wassette.domain.wit.WitType.Primitive.U16;
import static dev.wassette.domain.wit.WitType.Primitive.U32;
import static dev.wassette.domain.wit.WitType.Primitive.U64;
import static dev.wassette.domain.wit.WitType.Primitive.U8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.Signature.Parameter;
import dev.wassette.domain.wit.WitType;
import dev.wassette.domain.wit.WitType.Field;
import dev.wassette.domain.wit.WitValue;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Contract D.1 and D.2.
class JsonToWitTest {
    private static final WitValue TEXT = new WitValue.Str("a");
    private static final WitValue TRUE = new WitValue.Bool(true);
    private static final WitType ORDER = record(
            field("id", STRING),
            field("items", list(record(field("price", U8), field("note", option(STRING))))));

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments(BOOL, "true", TRUE),
                arguments(S8, "-128", new WitValue.S8((byte) -128)),
                arguments(U8, "255", new WitValue.U8(255)),
                arguments(S16, "-32768", new WitValue.S16(Short.MIN_VALUE)),
                arguments(U16, "65535", new WitValue.U16(65535)),
                arguments(S32, "-2147483648", new WitValue.S32(Integer.MIN_VALUE)),
                arguments(U32, "4294967295", new WitValue.U32(4294967295L)),
                arguments(S64, "-9223372036854775808", new WitValue.S64(Long.MIN_VALUE)),
                arguments(U64, "18446744073709551615", new WitValue.U64(-1)),
                arguments(U64, "9223372036854775808", new WitValue.U64(Long.MIN_VALUE)),
                arguments(S32, "1.0", new WitValue.S32(1)),
                arguments(S32, "1e3", new WitValue.S32(1000)),
                arguments(S32, "-0.0", new WitValue.S32(0)),
                arguments(S32, "0e999999999", new WitValue.S32(0)),
                arguments(U64, "1.8446744073709551615E19", new WitValue.U64(-1)),
                arguments(F32, "3.14", new WitValue.F32(3.14f)),
                arguments(F32, "1", new WitValue.F32(1)),
                arguments(F64, "0.1", new WitValue.F64(0.1)),
                arguments(F64, "1e-999999999", new WitValue.F64(0)),
                arguments(F64, "\"NaN\"", new WitValue.F64(Double.NaN)),
                arguments(F32, "\"-inf\"", new WitValue.F32(Float.NEGATIVE_INFINITY)),
                arguments(CHAR, "\"\\ud83d\\ude00\"", new WitValue.Char(0x1F600)),
                arguments(STRING, "\"a\"", TEXT),
                arguments(list(STRING), "[\"a\"]", new WitValue.ListOf(List.of(TEXT))),
                arguments(list(U8), "[0,255]", new WitValue.Bytes(new byte[] {0, -1})),
                arguments(tuple(STRING, BOOL), "[\"a\",true]", new WitValue.Tuple(List.of(TEXT, TRUE))),
                arguments(tuple(STRING, BOOL), "{\"val1\":true,\"val0\":\"a\"}",
                        new WitValue.Tuple(List.of(TEXT, TRUE))),
                arguments(record(field("a", STRING), field("b", option(STRING))), "{\"c\":1,\"a\":\"a\"}",
                        new WitValue.Record(List.of(TEXT, WitValue.Option.none()))),
                arguments(variant(one("n"), one("s", STRING)), "{\"tag\":\"s\",\"val\":\"a\"}",
                        new WitValue.Variant(1, Optional.of(TEXT))),
                arguments(variant(one("n"), one("s", STRING)), "{\"tag\":\"n\",\"val\":5}",
                        new WitValue.Variant(0, Optional.empty())),
                arguments(variant(one("o", option(BOOL))), "{\"tag\":\"o\"}",
                        new WitValue.Variant(0, Optional.of(WitValue.Option.none()))),
                arguments(names("hot", "cold"), "\"cold\"", new WitValue.Enum(1)),
                arguments(option(STRING), "null", WitValue.Option.none()),
                arguments(option(STRING), "\"a\"", WitValue.Option.some(TEXT)),
                arguments(result(STRING, null), "{\"ok\":\"a\"}", WitValue.Result.ok(TEXT)),
                arguments(result(STRING, null), "{\"err\":null}", WitValue.Result.error()),
                arguments(flags("r", "w", "x"), "[\"x\",\"r\",\"r\"]", new WitValue.Flags(0b101)),
                arguments(flags("r", "w", "x"), "{\"x\":true,\"w\":false}", new WitValue.Flags(0b100)));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void takesWhatTheTableAllows(WitType type, String json, WitValue value) throws Exception {
        assertEquals(List.of(value), JsonToWit.arguments(taking(type), x(json)));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(BOOL, "1", "$.x: expected true or false, found 1"),
                arguments(BOOL, "\"true\"", "$.x: expected true or false, found \"true\""),
                arguments(U8, "\"x\"", "$.x: expected an integer between 0 and 255, found \"x\""),
                arguments(U8, "-1", "$.x: expected an integer between 0 and 255, found -1"),
                arguments(U8, "256", "$.x: expected an integer between 0 and 255, found 256"),
                arguments(U8, "1.5", "$.x: expected an integer between 0 and 255, found 1.5"),
                arguments(U8, "1e-999999999",
                        "$.x: expected an integer between 0 and 255, found 1E-999999999"),
                arguments(U8, "null", "$.x: expected an integer between 0 and 255, found null"),
                arguments(S8, "128", "$.x: expected an integer between -128 and 127, found 128"),
                arguments(S16, "32768", "$.x: expected an integer between -32768 and 32767, found 32768"),
                arguments(S64, "9223372036854775808", "$.x: expected an integer between -9223372036854775808 and "
                        + "9223372036854775807, found 9223372036854775808"),
                arguments(U64, "18446744073709551616",
                        "$.x: expected an integer between 0 and 18446744073709551615, found 18446744073709551616"),
                arguments(U64, "1e999999999",
                        "$.x: expected an integer between 0 and 18446744073709551615, found 1E+999999999"),
                arguments(F64, "1e400", "$.x: expected a number that fits 64-bit floating point, found 1E+400"),
                arguments(F32, "1e39", "$.x: expected a number that fits 32-bit floating point, found 1E+39"),
                arguments(F64, "\"1\"", "$.x: expected a number that fits 64-bit floating point, found \"1\""),
                arguments(CHAR, "\"\"", "$.x: expected a string of one Unicode character, found \"\""),
                arguments(CHAR, "\"ab\"", "$.x: expected a string of one Unicode character, found \"ab\""),
                arguments(CHAR, "\"\\ud800\"", "$.x: expected a string of one Unicode character, found \"\\ud800\""),
                arguments(STRING, "[1,2]", "$.x: expected a string, found an array of 2"),
                arguments(STRING, "{}", "$.x: expected a string, found an empty object"),
                arguments(STRING, "\"a\\udc00b\"", "$.x: expected a string of Unicode characters, found half of a "
                        + "surrogate pair at index 1"),
                arguments(list(STRING), "\"a\"", "$.x: expected an array, found \"a\""),
                arguments(list(STRING), "[\"a\",5]", "$.x[1]: expected a string, found 5"),
                arguments(list(U8), "[0,-1]", "$.x[1]: expected an integer between 0 and 255, found -1"),
                arguments(list(U8), "\"AAE=\"", "$.x: expected an array, found \"AAE=\""),
                arguments(tuple(STRING, BOOL), "[\"a\"]", "$.x: expected an array of 2, found an array of 1"),
                arguments(tuple(STRING, BOOL), "{\"val0\":\"a\"}", "$.x.val1: missing, expected true or false"),
                arguments(ORDER, "{\"id\":\"1\",\"items\":[{\"price\":1},{\"price\":2},{\"price\":\"x\"}]}",
                        "$.x.items[2].price: expected an integer between 0 and 255, found \"x\""),
                arguments(ORDER, "{\"id\":\"1\"}", "$.x.items: missing, expected an array"),
                arguments(ORDER, "5", "$.x: expected an object with \"id\", \"items\", found 5"),
                arguments(ORDER, "{\"id\":{\"a\":1,\"b\":2}}",
                        "$.x.id: expected a string, found an object with \"a\", \"b\""),
                arguments(variant(one("n"), one("s", STRING)), "\"n\"",
                        "$.x: expected an object whose \"tag\" is one of \"n\", \"s\", found \"n\""),
                arguments(variant(one("n"), one("s", STRING)), "{}", "$.x.tag: missing, expected one of \"n\", \"s\""),
                arguments(variant(one("n"), one("s", STRING)), "{\"tag\":\"q\"}",
                        "$.x.tag: expected one of \"n\", \"s\", found \"q\""),
                arguments(variant(one("n"), one("s", STRING)), "{\"tag\":\"s\"}",
                        "$.x.val: missing, expected a string"),
                arguments(names("hot", "cold"), "\"warm\"", "$.x: expected one of \"hot\", \"cold\", found \"warm\""),
                arguments(names("hot", "cold"), "0", "$.x: expected one of \"hot\", \"cold\", found 0"),
                arguments(option(STRING), "5", "$.x: expected a string, found 5"),
                arguments(result(STRING, STRING), "{}",
                        "$.x: expected an object with either \"ok\" or \"err\", found an empty object"),
                arguments(result(STRING, STRING), "{\"ok\":\"a\",\"err\":\"b\"}",
                        "$.x: expected an object with either \"ok\" or \"err\", found an object with \"ok\", \"err\""),
                arguments(result(STRING, STRING), "{\"err\":1}", "$.x.err: expected a string, found 1"),
                arguments(result(null, null), "{\"ok\":true}", "$.x.ok: expected null, found true"),
                arguments(flags("r", "w"), "\"r\"", "$.x: expected an array with some of \"r\", \"w\", found \"r\""),
                arguments(flags("r", "w"), "[\"r\",\"q\"]", "$.x[1]: expected one of \"r\", \"w\", found \"q\""),
                arguments(flags("r", "w"), "{\"q\":true}", "$.x: expected one of \"r\", \"w\", found \"q\""),
                arguments(flags("r", "w"), "{\"r\":1}", "$.x.r: expected true or false, found 1"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesEverythingElseAndSaysWhere(WitType type, String json, String problem) throws MalformedJson {
        assertEquals(problem, problem(taking(type), x(json)));
    }

    @Test
    void namesTheParameterThatIsMissing() {
        var signature = new Signature(List.of(new Parameter("city", STRING), new Parameter("days", option(U8))),
                Optional.empty());
        assertEquals("$.city: missing, expected a string", problem(signature, JsonObject.empty()));
    }

    @Test
    void ignoresArgumentsThatNobodyAskedFor() throws Exception {
        var nothing = new Signature(List.of(), Optional.empty());
        assertEquals(List.of(), JsonToWit.arguments(nothing, x("{\"deep\":[[[]]]}")));
    }

    @Test
    void quotesNoMoreThanABit() throws MalformedJson {
        String message = problem(taking(BOOL), x("\"" + "y".repeat(100_000) + "\""));
        assertEquals("$.x: expected true or false, found \"" + "y".repeat(60) + "...\"", message);
        String many = problem(taking(names(IntStream.range(0, 1000).mapToObj(i -> "n" + i).toArray(String[]::new))),
                x("{}"));
        assertTrue(many.endsWith("\"n29\", ..., found an empty object"), many);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-999999999", "1e999999999", "0e-999999999", "1e-2147483647"})
    void extremeExponentsTakeNoTime(String number) {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (WitType type : WitType.Primitive.values()) {
                try {
                    JsonToWit.arguments(taking(type), x(number));
                } catch (BadArguments e) {
                    assertTrue(e.getMessage().length() < 200, e.getMessage());
                }
            }
        });
    }

    @Test
    void refusesArgumentsThatUnfold() {
        var manyOptions = record(IntStream.range(0, 1000).mapToObj(i -> field("f" + i, option(BOOL)))
                .toArray(Field[]::new));
        var unfolding = new JsonArray(Collections.nCopies(10_000, JsonObject.empty()));
        String message = problem(taking(list(manyOptions)), JsonObject.empty().with("x", unfolding));
        assertTrue(message.contains("more than 4194304 values"), message);
    }

    private static String problem(Signature signature, JsonObject arguments) {
        return assertThrows(BadArguments.class, () -> JsonToWit.arguments(signature, arguments)).getMessage();
    }

    private static JsonObject x(String json) throws MalformedJson {
        return JsonObject.empty().with("x", JsonText.parse(json));
    }
}
