package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.ComponentRuntime.TimedOut;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.ResourceLimits;
import dev.wassette.domain.wit.WitValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class ClocksGuestTest {
    private static final long MILLISECOND = 1_000_000;
    private static final Grant HASTY = Grant.nothing().with(ResourceLimits.defaults().withTime(Duration.ofMillis(200)));

    @Parameter
    private String engine;

    private GuestProgram guest;

    @BeforeEach
    void load() throws Exception {
        guest = new GuestProgram("clocks", engine);
    }

    @AfterEach
    void unload() {
        guest.close();
    }

    @Test
    void readsTheWallClock() {
        long before = Instant.now().getEpochSecond();
        List<WitValue> seconds = ((WitValue.Tuple) guest.call("wall")).elements();
        long after = Instant.now().getEpochSecond();
        for (WitValue each : seconds) {
            long found = ((WitValue.U64) each).bits();
            assertTrue(before <= found && found <= after, () -> before + " <= " + found + " <= " + after);
        }
    }

    @Test
    void neverGoesBack() {
        List<WitValue> found = ((WitValue.Tuple) guest.call("monotonic")).elements();
        assertEquals(new WitValue.U32(0), found.getFirst());
        assertTrue(((WitValue.U64) found.getLast()).bits() > 0, found::toString);
    }

    @Test
    void tellsItsResolution() {
        for (WitValue each : ((WitValue.Tuple) guest.call("resolutions")).elements()) {
            long nanos = ((WitValue.U64) each).bits();
            assertTrue(nanos > 0 && nanos <= MILLISECOND, each::toString);
        }
    }

    @Test
    void waitsAsLongAsItAsks() {
        for (String function : List.of("wait-for", "wait-until", "sleep")) {
            long took = ((WitValue.U64) guest.call(function, new WitValue.U64(20 * MILLISECOND))).bits();
            assertTrue(took >= 20 * MILLISECOND, () -> function + " took " + took);
        }
    }

    @Test
    void waitsNoLongerThanItsDeadline() {
        for (String function : List.of("wait-for", "wait-until", "sleep")) {
            assertInstanceOf(TimedOut.class, guest.outcome(HASTY, function, new WitValue.U64(3_600_000 * MILLISECOND)));
        }
    }

    @Test
    void livesInUtc() {
        assertEquals("UTC 0 0 standard", guest.text("zone"));
    }
}
