package dev.wassette.policy.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.wassette.application.port.out.SecretFormat.Malformed;
import dev.wassette.application.port.out.SecretFormat.Read;
import dev.wassette.domain.policy.Secrets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlSecretFormatTest {
    private final YamlSecretFormat format = new YamlSecretFormat();

    private Secrets read(String text) {
        return assertInstanceOf(Read.class, format.read(text)).secrets();
    }

    @Test
    void readsTexts() {
        assertEquals(new Secrets(Map.of("API_KEY", "abc", "PORT", "0080", "FLAG", "yes", "EMPTY", "", "LINES", "a\nb\n")),
                read("# mine\nAPI_KEY: abc\nPORT: 0080\nFLAG: yes\nEMPTY: ''\nLINES: |\n  a\n  b\n"));
        assertEquals(Secrets.none(), read(""));
        assertEquals(Secrets.none(), read("{}"));
        assertEquals(Secrets.none(), read("# nothing yet\n"));
    }

    @Test
    void readsWhatItWrites() {
        var secrets = new Secrets(Map.of("A", "x: y # z", "B", "yes", "C", "0x10", "D", "'\"\\ \t\r\n end ",
                "E", "", "true", "1", "1", "null", "F", "\u00e9\u4e2d\ud83d\ude00\u0001\u2028", "G", "!!tag &a *b"));
        assertEquals(secrets, read(format.write(secrets)));
        assertEquals("A: \"1\"\nB_2: \"yes\"\n", format.write(new Secrets(Map.of("A", "1", "B_2", "yes"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden", "- hidden", "A: [hidden]", "A: {hidden: hidden}", "A: hidden\nA: hidden", "A: &hidden x",
        "A: *hidden", "A: !hidden x", "A: !!hidden x", "A: 'hidden", "A: hidden: x", "[hidden]: x", "A: hidden\n--- hidden",
        "A: \"\\hidden\"", "A:", "A: ~", "A: hidden\n\thidden: x", "A: \"hidden\\0\"", "hidden*: x", "? hidden"})
    void saysWhereItIsWrongAndNothingThatStandsThere(String text) {
        String reason = assertInstanceOf(Malformed.class, format.read(text)).reason();
        assertFalse(reason.contains("hidden"), reason);
    }
}
