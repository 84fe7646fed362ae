package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.domain.wit.WitValue;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class RandomGuestTest {
    @Parameter
    private String engine;

    private GuestProgram guest;

    @BeforeEach
    void load() throws Exception {
        guest = new GuestProgram("random", engine);
    }

    @AfterEach
    void unload() {
        guest.close();
    }

    @Test
    void getsAsManyBytesAsItAsksForAndOthersEachTime() {
        for (String function : List.of("secure-bytes", "insecure-bytes")) {
            assertEquals(0, bytes(function, new WitValue.U64(0)).bytes().length);
            assertEquals(100_000, bytes(function, new WitValue.U64(100_000)).bytes().length);
            assertNotEquals(bytes(function, new WitValue.U64(16)), bytes(function, new WitValue.U64(16)));
        }
        assertNotEquals(bytes("entropy", new WitValue.U32(256)), bytes("entropy", new WitValue.U32(256)));
    }

    @Test
    void getsOtherNumbersEachTime() {
        for (String function : List.of("secure-number", "insecure-number", "seed")) {
            assertNotEquals(guest.call(function), guest.call(function));
        }
    }

    @Test
    void trapsWhenItAsksForTooMuch() {
        for (String function : List.of("secure-bytes", "insecure-bytes")) {
            String message = guest.trap(function, new WitValue.U64(-1));
            assertTrue(message.contains("18446744073709551615"), message);
        }
    }

    private WitValue.Bytes bytes(String function, WitValue length) {
        return (WitValue.Bytes) guest.call(function, length);
    }
}
