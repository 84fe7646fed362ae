package dev.wassette.wasi.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.HttpFailure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What servers send, byte for byte, and what a guest gets of it.
class ResponseReaderTest {
    private static final long MAX_BODY = 1000;

    /// A vertical bar stands for CR LF.
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            HTTP/1.1 200 OK|Content-Length: 2||hi => 200 [Content-Length: 2] hi
            HTTP/1.1 200|Content-Length: 2||hi => 200 [Content-Length: 2] hi
            HTTP/1.0 200 OK||hi => 200 [] hi
            HTTP/1.1 299 Gr\u00fc\u00dfe||hi => 299 [] hi
            HTTP/1.1 200 OK|Content-Length: 2||hi and more => 200 [Content-Length: 2] hi
            HTTP/1.1 200 OK|content-length:2|Content-Length: 2||hi => 200 [content-length: 2, Content-Length: 2] hi
            HTTP/1.1 200 OK|Content-Length: 2, 2||hi => 200 [Content-Length: 2, 2] hi
            HTTP/1.1 200 OK|A: \t b \t|a:c|E:||hi => 200 [A: b, a: c, E: ] hi
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|hi|1;x=y|!|0|| => 200 [] hi!
            HTTP/1.1 200 OK|Transfer-Encoding: CHUNKED||00002|hi|0|| => 200 [] hi
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||2  |hi|0|A: 1|B: 2|| => 200 [] hi {A: 1, B: 2}
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||0|Host: evil|A: 1|| => 200 []  {A: 1}
            HTTP/1.1 200 OK|Transfer-Encoding: chunked|Content-Length: 9||2|hi|0|| => 200 [Content-Length: 9] hi
            HTTP/1.1 200 OK|Connection: close|Keep-Alive: 5|Upgrade: h2c|A: 1||hi => 200 [A: 1] hi
            HTTP/1.1 100 Continue||HTTP/1.1 200 OK||hi => 200 [] hi
            HTTP/1.1 103 Early Hints|Link: </a>||HTTP/1.1 102 Processing||HTTP/1.1 200 OK||hi => 200 [] hi
            HTTP/1.1 204 No Content|Content-Length: 2||hi => 204 [Content-Length: 2]
            HTTP/1.1 304 Not Modified|Transfer-Encoding: chunked||2|hi => 304 []
            HTTP/1.1 302 Found|Location: http://169.254.169.254/|Content-Length: 0|| => 302 [Location: http://169.254.169.254/, Content-Length: 0]
            HTTP/1.1 999 What|Content-Length: 0|| => 999 [Content-Length: 0]
            HTTP/1.1 200 OK|Content-Length: 3||hi => 200 [Content-Length: 3] hi !HTTP-response-incomplete
            HTTP/1.1 200 OK|Content-Length: 2|A: b => !HTTP-response-incomplete
            HTTP/1.1 200 OK|Content-Length: 2| => !HTTP-response-incomplete
            HTTP/1.1 200 OK => !HTTP-response-incomplete
            HTTP/1.1 100 Continue|| => !HTTP-response-incomplete
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||3|hi => 200 [] hi !HTTP-response-incomplete
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|hi| => 200 [] hi !HTTP-response-incomplete
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|hi|0|A: 1| => 200 [] hi !HTTP-response-incomplete
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|high|0|| => 200 [] hi !HTTP-protocol-error
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||zz|hi|0|| => 200 []  !HTTP-protocol-error
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||-2|hi|0|| => 200 []  !HTTP-protocol-error
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||+2|hi|0|| => 200 []  !HTTP-protocol-error
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||0x2|hi|0|| => 200 []  !HTTP-protocol-error
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||ffffffffffffffff|hi => 200 []  !HTTP-protocol-error
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||fffffffffffffff|hi => 200 []  !HTTP-response-body-size
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|hi|3e8|more => 200 [] hi !HTTP-response-body-size
            HTTP/1.1 200 OK|Transfer-Encoding: chunked||0|broken trailer|| => 200 []  !HTTP-protocol-error
            HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||2|hi|0|| => !HTTP-response-transfer-coding
            HTTP/1.1 200 OK|Transfer-Encoding: chunked, chunked||2|hi|0|| => !HTTP-response-transfer-coding
            HTTP/1.1 200 OK|Transfer-Encoding: identity||hi => !HTTP-response-transfer-coding
            HTTP/1.1 200 OK|Content-Length: 1001||hi => !HTTP-response-body-size
            HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 3||hi => !HTTP-protocol-error
            HTTP/1.1 200 OK|Content-Length: -1||hi => !HTTP-protocol-error
            HTTP/1.1 200 OK|Content-Length: 99999999999999999999||hi => !HTTP-protocol-error
            HTTP/1.1 200 OK|Content-Length: 2x||hi => !HTTP-protocol-error
            HTTP/1.1 200 OK|A: b| folded|Content-Length: 2||hi => !HTTP-protocol-error
            HTTP/1.1 200 OK|no colon||hi => !HTTP-protocol-error
            HTTP/1.1 200 OK|A : b||hi => !HTTP-protocol-error
            HTTP/1.1 200 OK|: b||hi => !HTTP-protocol-error
            HTTP/1.1 101 Switching Protocols|Upgrade: websocket|| => !HTTP-upgrade-failed
            HTTP/2 200 OK||hi => !HTTP-protocol-error
            HTTP/1.1 20 OK||hi => !HTTP-protocol-error
            HTTP/1.1 2000 OK||hi => !HTTP-protocol-error
            HTTP/1.1 099 OK||hi => !HTTP-protocol-error
            ICY 200 OK||hi => !HTTP-protocol-error
            |HTTP/1.1 200 OK||hi => !HTTP-protocol-error
            SSH-2.0-OpenSSH_9.2| => !HTTP-protocol-error
            """)
    void readsWhatServersSend(String sent, String expected) {
        assertEquals(expected, read(sent.replace("|", "\r\n"), false));
    }

    @Test
    void aLineMayEndInALineFeedAlone() {
        assertEquals("200 [A: b] hi", read("HTTP/1.1 200 OK\nA: b\n\nhi", false));
    }

    @Test
    void theAnswerToHeadHasNoBodyHoweverLongItSaysItIs() {
        assertEquals("200 [Content-Length: 5000]", read("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", true));
        assertEquals("200 []", read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", true));
    }

    @ParameterizedTest
    @CsvSource({"'a\rb'", "'a\0b'", "'a\u0007b'", "'a\u007fb'"})
    void controlCharactersAreNoPartOfAValue(String value) {
        assertEquals("!HTTP-protocol-error", read("HTTP/1.1 200 OK\r\nA: " + value + "\r\n\r\nhi", false));
    }

    @Test
    void sectionsHaveALimit() {
        assertEquals("!HTTP-response-header-section-size",
                read("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(10_000) + "\r\nhi", false));
        assertEquals("!HTTP-response-header-section-size",
                read("HTTP/1.1 200 OK\r\nA: " + "b".repeat(200_000) + "\r\n\r\nhi", false));
        assertEquals("!HTTP-response-header-section-size", read("HTTP/1.1 200 " + "b".repeat(200_000), false));
        assertEquals("200 []  !HTTP-response-trailer-section-size", read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"
                + "\r\n\r\n0\r\n" + "A: b\r\n".repeat(10_000) + "\r\n", false));
        assertEquals("200 []  !HTTP-protocol-error", read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked"
                + "\r\n\r\n2;" + "x".repeat(10_000) + "\r\nhi\r\n0\r\n\r\n", false));
        assertEquals("!HTTP-protocol-error", read("HTTP/1.1 100 Continue\r\n\r\n".repeat(1000), false));
    }

    @Test
    void aThousandHeadersFit() {
        String read = read("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(1_000) + "\r\nhi", false);
        assertEquals(1_000, read.split("A: b", -1).length - 1);
    }

    @Test
    void whereTheBytesAreCutMakesNoDifference() {
        String sent = "HTTP/1.1 103 Early\r\nA: 1\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nB: 2\r\n\r\n"
                + "5\r\nhello\r\n7;e=f\r\n, world\r\n0\r\nT: 3\r\n\r\n";
        String expected = "200 [B: 2] hello, world {T: 3}";
        for (int size = 1; size < sent.length(); size++) {
            assertEquals(expected, read(pieces(sent, size), false));
        }
    }

    /// Random changes of a valid response end in a response or in a failure with a code, and never in anything else.
    @Test
    void noBytesBreakTheReader() {
        byte[] sent = ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\nB: 2\r\n\r\n"
                + "5\r\nhello\r\n7;e=f\r\n, world\r\n0\r\nT: 3\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var random = new Random(20_260_101);
        for (int round = 0; round < 50_000; round++) {
            byte[] changed = sent.clone();
            for (int i = random.nextInt(5); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = random.nextBoolean() ? (byte) random.nextInt(256)
                        : sent[random.nextInt(sent.length)];
            }
            read(new ByteArrayInputStream(changed, 0, 1 + random.nextInt(changed.length)), false);
        }
    }

    private static InputStream pieces(String sent, int size) {
        return new ByteArrayInputStream(sent.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, size));
            }

            @Override
            public int read(byte[] into) {
                return read(into, 0, into.length);
            }
        };
    }

    private static String read(String sent, boolean answersHead) {
        return read(new ByteArrayInputStream(sent.getBytes(StandardCharsets.ISO_8859_1)), answersHead);
    }

    /// {@return status, headers, body, trailers and how it failed}
    private static String read(InputStream sent, boolean answersHead) {
        var text = new StringBuilder();
        try {
            var reader = new ResponseReader(sent, answersHead, MAX_BODY);
            ResponseReader.Head head = reader.head();
            text.append(head.status()).append(" [").append(text(head.headers())).append("] ");
            var body = new ByteArrayOutputStream();
            try {
                for (Optional<byte[]> some = reader.body(); some.isPresent(); some = reader.body()) {
                    body.writeBytes(some.get());
                }
            } finally {
                text.append(body.toString(StandardCharsets.ISO_8859_1));
            }
            reader.trailers().ifPresent(fields -> text.append(" {").append(text(fields)).append('}'));
        } catch (HttpFailure e) {
            text.append(text.isEmpty() ? "!" : " !").append(e.code());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString().stripTrailing();
    }

    private static String text(FieldMap fields) {
        return fields.entries().stream()
                .map(entry -> entry.name() + ": " + new String(entry.value(), StandardCharsets.ISO_8859_1))
                .collect(Collectors.joining(", "));
    }

    @Test
    @Timeout(10)
    void aFieldFullOfBlanksTakesNoLongerThanAnother() {
        String value = "a" + " ".repeat(100_000) + "b";
        assertEquals("200 [A: " + value + "] hi",
                read("HTTP/1.1 200 OK\r\nA: " + value + " \t\r\n\r\nhi", false));
    }
}
