package dev.wassette.component.type;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wassette.component.ComponentException;
import dev.wassette.component.binary.ComponentDecoder;

/// Searches for bytes that decoder or validator answer with anything but a verdict. Runs over the collected inputs
/// beside other tests; searches for ten seconds in each build, and for an hour with `mvn verify -Pfuzz`.
class ComponentFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void givesAVerdictSoon(byte[] file) {
        judge(file);
    }

    @FuzzTest(maxDuration = "1h")
    void givesAVerdictLater(byte[] file) {
        judge(file);
    }

    private static void judge(byte[] file) {
        try {
            Validator.validate(ComponentDecoder.decode(file));
        } catch (ComponentException e) {
            assertTrue(e.offset() >= 0 && e.offset() <= file.length, e.getMessage());
        }
    }
}
