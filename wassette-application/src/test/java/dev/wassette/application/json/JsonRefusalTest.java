package dev.wassette.application.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A text that is broken and a text that is too much for us are told apart.
final class JsonRefusalTest {

    static Stream<String> tooMuch() {
        return Stream.of("[".repeat(300) + "]".repeat(300), "1".repeat(1_001), "1e99999999999", "{\"a\":1,\"a\":2}");
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void refusesWhatIsTooMuch(String text) {
        assertEquals(true, assertThrows(MalformedJson.class, () -> JsonText.parse(text)).isRefused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "{\"a\"}", "\"\\x\"", "01", "nul", "\"\u0001\"", "1 2"})
    void callsBrokenTextBroken(String text) {
        assertEquals(false, assertThrows(MalformedJson.class, () -> JsonText.parse(text)).isRefused());
    }

    @Test
    void refusesMoreValuesThanAServerCanHold() {
        String text = "[" + "1,".repeat(JsonLimits.MAX_VALUES) + "1]";
        var refusal = assertThrows(MalformedJson.class, () -> JsonText.parse(text));
        assertEquals("more than 2097152 values at character 4194303", refusal.getMessage());
    }
}
