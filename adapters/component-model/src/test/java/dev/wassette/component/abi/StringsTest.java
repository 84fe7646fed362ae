package dev.wassette.component.abi;

import static dev.wassette.component.abi.StringEncoding.LATIN1_OR_UTF16;
import static dev.wassette.component.abi.StringEncoding.UTF16;
import static dev.wassette.component.abi.StringEncoding.UTF8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.wassette.component.engine.Trap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StringsTest {
    private static final int TAG = 1 << 31;

    /// What the guest is asked for, as the specification's `store_string_into_range` says for each pair.
    static Stream<Arguments> transcodings() {
        return Stream.of(
                arguments(UTF8, UTF8, "aé", List.of("realloc(0, 0, 1, 3)"), 3),
                arguments(null, UTF8, "aé", List.of("realloc(0, 0, 1, 3)"), 3),
                arguments(UTF16, UTF8, "ab", List.of("realloc(0, 0, 1, 2)"), 2),
                arguments(UTF16, UTF8, "aé",
                        List.of("realloc(0, 0, 1, 2)", "realloc(p, 2, 1, 6)", "realloc(p, 6, 1, 3)"), 3),
                arguments(UTF16, UTF8, "語", List.of("realloc(0, 0, 1, 1)", "realloc(p, 1, 1, 3)"), 3),
                arguments(LATIN1_OR_UTF16, UTF8, "aé",
                        List.of("realloc(0, 0, 1, 2)", "realloc(p, 2, 1, 4)", "realloc(p, 4, 1, 3)"), 3),
                arguments(LATIN1_OR_UTF16, UTF8, "é", List.of("realloc(0, 0, 1, 1)", "realloc(p, 1, 1, 2)"), 2),
                arguments(UTF8, UTF16, "ab", List.of("realloc(0, 0, 2, 4)"), 2),
                arguments(UTF8, UTF16, "aé", List.of("realloc(0, 0, 2, 6)", "realloc(p, 6, 2, 4)"), 2),
                arguments(UTF16, UTF16, "aé", List.of("realloc(0, 0, 2, 4)"), 2),
                arguments(null, UTF16, "a😀", List.of("realloc(0, 0, 2, 6)"), 3),
                arguments(LATIN1_OR_UTF16, UTF16, "aé", List.of("realloc(0, 0, 2, 4)"), 2),
                arguments(UTF8, LATIN1_OR_UTF16, "ab", List.of("realloc(0, 0, 2, 2)"), 2),
                arguments(UTF8, LATIN1_OR_UTF16, "aé", List.of("realloc(0, 0, 2, 3)", "realloc(p, 3, 2, 2)"), 2),
                arguments(UTF8, LATIN1_OR_UTF16, "a語",
                        List.of("realloc(0, 0, 2, 4)", "realloc(p, 4, 2, 8)", "realloc(p, 8, 2, 4)"), 2 | TAG),
                arguments(UTF16, LATIN1_OR_UTF16, "aé", List.of("realloc(0, 0, 2, 2)"), 2),
                arguments(UTF16, LATIN1_OR_UTF16, "a語",
                        List.of("realloc(0, 0, 2, 2)", "realloc(p, 2, 2, 4)"), 2 | TAG),
                arguments(LATIN1_OR_UTF16, LATIN1_OR_UTF16, "aé", List.of("realloc(0, 0, 2, 2)"), 2),
                arguments(null, LATIN1_OR_UTF16, "a語", List.of("realloc(0, 0, 2, 4)"), 2 | TAG));
    }

    @ParameterizedTest
    @MethodSource("transcodings")
    void transcodes(StringEncoding from, StringEncoding to, String string, List<String> reallocs, int codeUnits) {
        Guest guest = new Guest(1024);

        long range = Strings.store(guest.context(to), string, from);

        assertEquals(reallocs, guest.reallocs);
        assertEquals(codeUnits, (int) range);
        assertEquals(string, Strings.load(guest.context(to), (int) (range >>> 32), (int) range));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ÿ", "Ā", "\uFFFD", "😀", "a\0b"})
    void everyEncodingReadsWhatItWrote(String string) {
        for (StringEncoding to : StringEncoding.values()) {
            for (StringEncoding from : StringEncoding.values()) {
                Guest guest = new Guest(256);
                long range = Strings.store(guest.context(to), string, from);
                assertEquals(string, Strings.load(guest.context(to), (int) (range >>> 32), (int) range));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF8,ff", "UTF8,c3", "UTF8,c0 80", "UTF8,ed a0 80", "UTF8,f4 90 80 80", "UTF8,61 80",
            "UTF16,00 d8", "UTF16,00 dc", "UTF16,61 00 00 d8 61 00"})
    void whatIsNoTextTraps(StringEncoding encoding, String hex) {
        Guest guest = new Guest(64);
        guest.write(0, hex);
        int bytes = (hex.length() + 1) / 3;

        Trap trap = assertThrows(Trap.class,
                () -> Strings.load(guest.context(encoding), 0, encoding == UTF16 ? bytes / 2 : bytes));

        assertTrue(trap.getMessage().contains("UTF"), trap.getMessage());
    }

    @Test
    void utf16NeedsAlignment() {
        Guest guest = new Guest(64);

        assertThrows(Trap.class, () -> Strings.load(guest.context(UTF16), 1, 0));
        assertThrows(Trap.class, () -> Strings.load(guest.context(LATIN1_OR_UTF16), 1, 0));
        assertEquals("", Strings.load(guest.context(UTF8), 1, 0));
    }

    @Test
    void lengthsAreUnsignedAndBounded() {
        Guest guest = new Guest(64);

        assertThrows(Trap.class, () -> Strings.load(guest.context(UTF16), 0, 33));
        assertThrows(Trap.class, () -> Strings.load(guest.context(UTF16), 0, -1));
        assertThrows(Trap.class, () -> Strings.load(guest.context(LATIN1_OR_UTF16), 0, -1));
        assertThrows(Trap.class, () -> Strings.load(guest.context(UTF8), 0, 1 << 28));
    }

    @Test
    void reallocIsNotTrusted() {
        Guest guest = new Guest(64);

        assertThrows(Trap.class, () -> Strings.store(
                guest.context(UTF8, values -> values[0] = 62), "abc", null));
        assertThrows(Trap.class, () -> Strings.store(
                guest.context(UTF8, values -> values[0] = -1), "abc", null));
        assertThrows(Trap.class, () -> Strings.store(
                guest.context(UTF16, values -> values[0] = 1), "abc", null));
    }
}
