package dev.wassette.application.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonBool;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void readsEveryKindOfValue() throws MalformedJson {
        assertEquals(
                new JsonObject(Map.of(
                        "a", JsonArray.of(JsonNull.NULL, new JsonBool(true), new JsonBool(false)),
                        "b", new JsonNumber(new BigDecimal("-12.50e-3")),
                        "c", new JsonString("x\"\\/\b\f\n\r\t\u00e9\ud83d\ude00"),
                        "d", JsonObject.empty(),
                        "e", JsonArray.of())),
                JsonText.parse("""
                         {"a" : [null, true,\tfalse], "b":-12.50e-3,
                        "c":"x\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\ud83d\\uDE00", "d":{ }, "e":[\n]}
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "null", "true", "0", "-0.5", "1E+3", "18446744073709551615", "\"\"", "\"\\u0000\\ud800\\u007f\"", "[]", "{}",
        "[1,[2,{\"a\":[]}]]", "{\"b\":1,\"a\":\"\\\"\\\\\\n\\r\\t\"}", "\"\ud83d\ude00 \u00e9 /\""})
    void writesWhatItReads(String text) throws MalformedJson {
        assertEquals(text, JsonText.compact(JsonText.parse(text)));
        assertEquals(JsonText.parse(text), JsonText.parse(JsonText.pretty(JsonText.parse(text))));
    }

    @Test
    void writesForPeopleOnePartALine() throws MalformedJson {
        assertEquals("""
                {
                  "a": [
                    1,
                    {}
                  ],
                  "b": []
                }""", JsonText.pretty(JsonText.parse("{\"a\":[1,{}],\"b\":[]}")));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            ``          | expected a value instead of the end at character 0
            ` `         | expected a value instead of the end at character 1
            nul         | expected 'null' at character 0
            truely      | expected the end at character 4
            NaN         | expected a value at character 0
            'a'         | expected a value at character 0
            01          | expected the end at character 1
            +1          | expected a value at character 0
            -           | expected a digit instead of the end at character 1
            1.          | expected a digit instead of the end at character 2
            .5          | expected a value at character 0
            1e          | expected a digit instead of the end at character 2
            1e9999999999 | a number with too large an exponent at character 0
            "a          | expected '"' instead of the end at character 2
            "\\x"       | an escape that JSON does not have at character 2
            "\\u12g4"   | expected a hexadecimal digit at character 5
            "\\u1"      | expected a hexadecimal digit at character 4
            "\\         | an escape that JSON does not have at character 2
            [1,]        | expected a value at character 3
            [1 2]       | expected ']' at character 3
            [           | expected a value instead of the end at character 1
            [1          | expected ']' instead of the end at character 2
            {1:2}       | expected a member name at character 1
            {"a"}       | expected ':' at character 4
            {"a":1,}    | expected a member name at character 7
            {"a":1      | expected '}' instead of the end at character 6
            {"a":1,"a":1} | a member name for the second time in one object at character 7
            1 1         | expected the end at character 2
            """)
    void refusesWhatIsNoJson(String text, String problem) {
        var malformed = assertThrows(MalformedJson.class, () -> JsonText.parse(text));
        assertEquals(problem, malformed.getMessage());
    }

    @Test
    void refusesControlCharactersInStrings() {
        var malformed = assertThrows(MalformedJson.class, () -> JsonText.parse("\"a\nb\""));
        assertEquals("a control character in a string at character 2", malformed.getMessage());
    }

    @Test
    void refusesWhatIsTooDeep() throws MalformedJson {
        int most = JsonLimits.MAX_DEPTH;
        JsonText.parse("[".repeat(most) + "]".repeat(most));
        var malformed = assertThrows(MalformedJson.class, () -> JsonText.parse("[{\"a\":".repeat(100_000)));
        assertEquals("more than 256 nested arrays and objects at character " + 6 * most / 2, malformed.getMessage());
    }

    @Test
    void refusesNumbersThatAreTooLong() throws MalformedJson {
        JsonText.parse("1".repeat(JsonLimits.MAX_NUMBER_LENGTH));
        assertThrows(MalformedJson.class, () -> JsonText.parse("1".repeat(JsonLimits.MAX_NUMBER_LENGTH + 1)));
    }

    @Test
    void objectsKeepTheOrderOfTheirMembersAndCompareWithoutIt() throws MalformedJson {
        JsonValue one = JsonText.parse("{\"z\":1,\"a\":2}");
        assertEquals(List.of("z", "a"), new ArrayList<>(((JsonObject) one).members().keySet()));
        assertEquals(JsonText.parse("{\"a\":2,\"z\":1}"), one);
    }
}
