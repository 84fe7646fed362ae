package dev.wassette.wasi.cli;

import static dev.wassette.component.testkit.host.HostDriver.u64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.host.GuestExit;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.Guest;
import dev.wassette.wasi.limits.WasiLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CliTest {
    private static final String STREAMS = "wasi:io/streams";
    private final Guest guest = new Guest();
    private final HostDriver host = guest.host;

    @Test
    void aGuestSeesNothingOfTheMachine() {
        host.call("wasi:cli/environment", "get-environment");
        host.call("wasi:cli/environment", "get-arguments");
        host.call("wasi:cli/environment", "initial-cwd");
        host.call("wasi:cli/terminal-stdin", "get-terminal-stdin");
        host.call("wasi:cli/terminal-stdout", "get-terminal-stdout");
        host.call("wasi:cli/terminal-stderr", "get-terminal-stderr");
        var stdin = host.open("wasi:cli/stdin", "get-stdin");
        host.call(STREAMS, "[method]input-stream.blocking-read", stdin, u64(10));
        host.drop(stdin);
        assertEquals("""
                get-environment() -> []
                get-arguments() -> []
                initial-cwd() -> none
                get-terminal-stdin() -> none
                get-terminal-stdout() -> none
                get-terminal-stderr() -> none
                get-stdin() -> input-stream#1
                [method]input-stream.blocking-read(input-stream#1, 10) -> err(closed)
                drop input-stream#1
                """, host.transcript());
    }

    @Test
    void exitsWithAStatus() {
        assertEquals(0, exit("exit", WitValue.Result.ok()));
        assertEquals(1, exit("exit", WitValue.Result.error()));
        assertEquals(0, exit("exit-with-code", new WitValue.U8(0)));
        assertEquals(255, exit("exit-with-code", new WitValue.U8(255)));
    }

    @Test
    void whatIsPrintedBecomesLines() {
        var out = open("stdout");
        var err = open("stderr");
        print(out, "one\ntw");
        print(err, "wrong\r\n");
        print(out, "o\n\nthree");
        assertEquals(List.of("STDOUT: one", "STDERR: wrong", "STDOUT: two", "STDOUT: "), guest.printed);
        host.drop(out);
        host.drop(err);
        assertEquals("STDOUT: three", guest.printed.getLast());
        assertEquals(5, guest.printed.size());
    }

    @Test
    void stdoutCanBeGotAgain() {
        var first = open("stdout");
        print(first, "a");
        var second = open("stdout");
        print(second, "b\n");
        assertEquals(List.of("STDOUT: ab"), guest.printed);
    }

    @Test
    void controlCharactersDoNothing() {
        print(open("stdout"), "\033[2J\007 a\tb \u009b1m \u202egnp.exe \u2028x \u007f\n");
        assertEquals(List.of("STDOUT: \\u{1b}[2J\\u{7} a\tb \\u{9b}1m \\u{202e}gnp.exe \\u{2028}x \\u{7f}"),
                guest.printed);
    }

    @Test
    void whatIsNotUtf8IsReplaced() {
        var out = open("stdout");
        write(out, new byte[] {'a', (byte) 0xFF, 'b', '\n'});
        assertEquals(List.of("STDOUT: a\uFFFDb"), guest.printed);
    }

    @Test
    void aLongLineIsCut() {
        var out = open("stdout");
        print(out, "x".repeat(WasiLimits.MAX_CONSOLE_LINE_BYTES + 1) + "\n");
        assertEquals(List.of("STDOUT: " + "x".repeat(WasiLimits.MAX_CONSOLE_LINE_BYTES), "STDOUT: x"), guest.printed);
    }

    @Test
    void aLongLineIsCutBetweenCharacters() {
        var out = open("stdout");
        print(out, "x" + "\u20ac".repeat(WasiLimits.MAX_CONSOLE_LINE_BYTES) + "\n");
        assertTrue(guest.printed.stream().noneMatch(line -> line.contains("\uFFFD")), guest.printed.toString());
    }

    @Test
    void linesAreLimited() {
        var out = open("stdout");
        for (int i = 0; i < 3; i++) {
            print(out, "\n".repeat(WasiLimits.MAX_CONSOLE_LINES));
        }
        print(open("stderr"), "more\n");
        assertEquals(WasiLimits.MAX_CONSOLE_LINES, guest.printed.size());
        assertTrue(guest.printed.getLast().endsWith("the rest is left out)"));
    }

    @Test
    void bytesAreLimited() {
        var out = open("stdout");
        for (int i = 0; i < 20; i++) {
            print(out, ("x".repeat(4000) + "\n").repeat(10));
        }
        long length = guest.printed.stream().mapToInt(String::length).sum();
        assertTrue(length <= WasiLimits.MAX_CONSOLE_BYTES + 1000, "printed " + length);
        assertTrue(guest.printed.getLast().endsWith("the rest is left out)"));
    }

    private int exit(String function, WitValue status) {
        return assertThrows(GuestExit.class, () -> host.call("wasi:cli/exit", function, status)).status();
    }

    private WitValue.Handle open(String stream) {
        return host.open("wasi:cli/" + stream, "get-" + stream);
    }

    private void print(WitValue.Handle out, String text) {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(WitValue.Handle out, byte[] contents) {
        host.call(STREAMS, "[method]output-stream.check-write", out);
        assertEquals(WitValue.Result.ok(),
                host.call(STREAMS, "[method]output-stream.write", out, new WitValue.Bytes(contents)).orElseThrow());
        host.call(STREAMS, "[method]output-stream.blocking-flush", out);
    }
}
