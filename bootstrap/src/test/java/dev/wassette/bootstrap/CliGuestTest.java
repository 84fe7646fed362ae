package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.application.port.out.ComponentRuntime.Exited;
import dev.wassette.domain.policy.Grant;
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
class CliGuestTest {
    @Parameter
    private String engine;

    private GuestProgram guest;

    @BeforeEach
    void load() throws Exception {
        guest = new GuestProgram("cli", engine);
    }

    @AfterEach
    void unload() {
        guest.close();
    }

    @Test
    void seesNoArguments() {
        assertEquals("0 arguments, error 0", guest.text("arguments"));
    }

    @Test
    void seesNoVariableThatWasNotGranted() {
        assertEquals("", guest.text("environment"));
    }

    @Test
    void printsIntoTheLog() {
        guest.run("print", new WitValue.Str("one\ntwo\u001b[2J"));
        assertEquals(List.of("STDOUT one", "STDOUT two\\u{1b}[2J", "STDERR one", "STDERR two\\u{1b}[2J"),
                guest.printed());
    }

    @Test
    void findsStdinAtItsEnd() {
        assertEquals("end", guest.text("read"));
    }

    @Test
    void hasNoTerminal() {
        assertEquals("stdin no 0\nstdout no 0\nstderr no 0\n", guest.text("terminals"));
    }

    @Test
    void leavesInTheMiddleOfACall() {
        assertEquals(new Exited(0), guest.outcome(Grant.nothing(), "leave", new WitValue.U8(0)));
        assertEquals(new Exited(1), guest.outcome(Grant.nothing(), "leave", new WitValue.U8(77)));
        assertEquals(new Exited(77), guest.outcome(Grant.nothing(), "leave-with-code", new WitValue.U8(77)));
    }
}
