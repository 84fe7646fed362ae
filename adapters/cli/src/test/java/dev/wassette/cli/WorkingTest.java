package dev.wassette.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WorkingTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);

    private String written() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String line(String phase, long bytes, OptionalLong total) {
        try (var working = Working.on(stream, Terminal.NONE, "Loading x")) {
            working.at(phase, bytes, total);
            return working.line(12_340);
        }
    }

    @Test
    void saysHowFarItIs() {
        assertEquals("Loading x ... 12.3 s", line("", 0, OptionalLong.empty()));
        assertEquals("Loading x: waiting ... 12.3 s", line("waiting", 0, OptionalLong.empty()));
        assertEquals("Loading x: downloading 5.4 MB ... 12.3 s", line("downloading", 5_400_000, OptionalLong.empty()));
        assertEquals("Loading x: downloading [############------------] 6.0 of 12.0 MB ... 12.3 s",
                line("downloading", 6_000_000, OptionalLong.of(12_000_000)));
        assertEquals("Loading x ... 12.3 s", line("downloading", 12_000_000, OptionalLong.of(12_000_000)));
        assertEquals("Loading x ... 12.3 s", line("downloading", 0, OptionalLong.of(0)));
        assertEquals("Loading x: do?n ... 12.3 s", line("do\u001bn", 0, OptionalLong.of(5)));
    }

    @Test
    void leavesNothingOnTheTerminal() throws InterruptedException {
        try (var working = Working.on(stream, new Terminal(true, 20, true), "Loading a component")) {
            working.at("downloading", 1, OptionalLong.empty());
            while (!written().contains("...")) {
                Thread.sleep(10);
            }
        }
        assertTrue(written().startsWith("\r\u001b[KLoading a compone..."), written());
        assertTrue(written().endsWith("\r\u001b[K"), written());
    }

    @Test
    void saysNothingOfWhatIsDoneSoon() {
        Working.on(stream, Terminal.NONE, "Loading x").close();
        assertEquals("", written());
    }
}
