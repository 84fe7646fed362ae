package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class IoGuestTest {
    @Parameter
    private String engine;

    private GuestProgram guest;

    @BeforeEach
    void load() throws Exception {
        guest = new GuestProgram("io", engine);
    }

    @AfterEach
    void unload() {
        guest.close();
    }

    @Test
    void learnsWhichTimersAreReady() {
        assertEquals(numbers(1), guest.call("poll-timers", numbers(3_600_000, 10, 3_600_000)));
        assertEquals(numbers(0, 2), guest.call("poll-timers", numbers(0, 3_600_000, 0)));
    }

    @Test
    void writesWhatItMay() {
        assertEquals(new WitValue.U32(1), guest.call("write", new WitValue.Str("one\ntwo\n")));
        assertEquals(List.of("STDOUT one", "STDOUT two"), guest.printed());
        var writes = (WitValue.U32) guest.call("write", new WitValue.Str("x".repeat(200_000)));
        assertTrue(writes.value() > 1, writes::toString);
    }

    @Test
    void writesAndWaits() {
        guest.run("write-blocking", new WitValue.Str("one\n"), new WitValue.U64(2));
        assertEquals(List.of("STDOUT one", "STDOUT \\u{0}\\u{0}"), guest.printed());
    }

    @Test
    void learnsThatAStreamHasEnded() {
        assertEquals("read closed\nblocking-read closed\nskip closed\nsplice closed\nblocking-splice closed\n",
                guest.text("end-of-stdin"));
    }

    @Test
    void trapsWhenItBreaksARule() {
        assertTrapped("write-unasked", "permit");
        assertTrapped("write-too-much-blocking", "4097");
        assertTrapped("poll-nothing", "empty list");
        assertTrapped("poll-after-drop", "handle");
        assertTrapped("drop-parent-first", "still in use");
        assertTrapped("drop-twice", "handle");
    }

    private void assertTrapped(String function, String why) {
        String message = guest.trap(function);
        assertTrue(message.contains(why), message);
    }

    private static WitValue numbers(int... numbers) {
        return new WitValue.ListOf(IntStream.of(numbers).<WitValue>mapToObj(WitValue.U32::new).toList());
    }
}
