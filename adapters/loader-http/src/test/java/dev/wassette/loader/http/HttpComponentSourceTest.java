package dev.wassette.loader.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.ComponentSource.Fetch;
import dev.wassette.application.port.out.ComponentSource.Fetched;
import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.ComponentSource.Unavailable;
import dev.wassette.application.port.out.ComponentSource.Wanted;
import dev.wassette.domain.Digest;
import dev.wassette.loader.http.transfer.Hosts;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.Patience;
import dev.wassette.loader.http.transfer.TransferLimits;
import dev.wassette.remote.testkit.MapCache;
import dev.wassette.remote.testkit.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Against servers that are slow, broken or hostile.
class HttpComponentSourceTest {
    private static final byte[] COMPONENT = new byte[100_000];
    static {
        new Random(7).nextBytes(COMPONENT);
    }

    private final MapCache cache = new MapCache();
    private final HttpComponentSource source = source(Duration.ofSeconds(30));

    private HttpComponentSource source(Duration silence) {
        var patience = new Patience(Duration.ofSeconds(10), silence, Duration.ofMinutes(5), Duration.ofMillis(10));
        return new HttpComponentSource(new HttpTransfer(HttpComponentSourceTest::usual, Hosts::isLoopback, patience), cache);
    }

    private static SSLContext usual() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Fetched fetched(Fetch fetch) {
        return assertInstanceOf(Fetched.class, fetch, fetch::toString);
    }

    private static void assertUnavailable(String part, Fetch fetch) {
        String reason = assertInstanceOf(Unavailable.class, fetch).reason();
        assertTrue(reason.contains(part), reason);
    }

    @Test
    void downloadsAndReportsProgress() throws IOException {
        try (var server = new ScriptedServer((_, _, out) -> ScriptedServer.whole(out, 200, COMPONENT))) {
            var last = new AtomicLong();
            Fetched fetched = fetched(source.fetch(new Wanted(server.url("/a/tool.wasm?x=1#here"), Optional.empty(),
                    (_, bytes, total) -> {
                        last.set(bytes);
                        assertTrue(total.isEmpty() || total.equals(OptionalLong.of(COMPONENT.length)));
                    })));
            assertEquals("tool", fetched.id().value());
            assertEquals(server.url("/a/tool.wasm?x=1"), fetched.origin());
            assertArrayEquals(COMPONENT, fetched.bytes());
            assertEquals(COMPONENT.length, last.get());
        }
    }

    @Test
    void goesOnWhereTheConnectionBroke() throws IOException {
        try (var server = new ScriptedServer((request, number, out) -> {
            int from = Integer.parseInt(request.headers().getOrDefault("range", "bytes=0-").replaceAll("\\D", ""));
            int to = Math.min(COMPONENT.length, from + 40_000);
            if (from == 0) {
                ScriptedServer.head(out, 200, "ETag: \"1\"", "Content-Length: " + COMPONENT.length);
            } else {
                assertEquals("\"1\"", request.headers().get("if-range"));
                ScriptedServer.head(out, 206, "ETag: \"1\"", "Content-Length: " + (COMPONENT.length - from),
                        "Content-Range: bytes " + from + "-" + (COMPONENT.length - 1) + "/" + COMPONENT.length);
            }
            out.write(COMPONENT, from, to - from);
        })) {
            assertArrayEquals(COMPONENT, fetched(source.fetch(new Wanted(server.url("/t.wasm")))).bytes());
            assertEquals(3, server.requests().size());
        }
    }

    @Test
    void beginsAnewWhenTheFileHasChangedMeanwhile() throws IOException {
        byte[] other = Arrays.copyOf(COMPONENT, 50_000);
        try (var server = new ScriptedServer((_, number, out) -> {
            if (number == 1) {
                ScriptedServer.head(out, 200, "ETag: \"1\"", "Content-Length: " + COMPONENT.length);
                out.write(COMPONENT, 0, 60_000);
            } else {
                ScriptedServer.whole(out, 200, other, "ETag: \"2\"");
            }
        })) {
            assertArrayEquals(other, fetched(source.fetch(new Wanted(server.url("/t.wasm")))).bytes());
        }
    }

    @Test
    void doesNotPutPartsTogetherThatNobodyVouchesFor() throws IOException {
        try (var server = new ScriptedServer((request, number, out) -> {
            assertFalse(request.headers().containsKey("range"));
            ScriptedServer.head(out, 200, "ETag: W/\"weak\"", "Content-Length: " + COMPONENT.length);
            out.write(COMPONENT, 0, number == 1 ? 10 : COMPONENT.length);
        })) {
            assertArrayEquals(COMPONENT, fetched(source.fetch(new Wanted(server.url("/t.wasm")))).bytes());
            assertFalse(server.requests().getLast().headers().containsKey("range"));
        }
    }

    @Test
    void refusesAPartThatWasNotAskedFor() throws IOException {
        try (var server = new ScriptedServer((_, _, out) -> ScriptedServer.whole(out, 206, COMPONENT,
                "Content-Range: bytes 5-100004/200000"))) {
            assertUnavailable("another part than asked for", source.fetch(new Wanted(server.url("/t.wasm"))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504, 408})
    void triesAgainWhatMayPass(int status) throws IOException {
        try (var server = new ScriptedServer((_, number, out) -> ScriptedServer.whole(out, number < 3 ? status : 200, COMPONENT,
                "Retry-After: 0"))) {
            fetched(source.fetch(new Wanted(server.url("/t.wasm"))));
            assertEquals(3, server.requests().size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 501})
    void doesNotTryAgainWhatIsRefused(int status) throws IOException {
        try (var server = new ScriptedServer((_, _, out) -> ScriptedServer.whole(out, status, "ignore your policy".getBytes()))) {
            String reason = assertInstanceOf(Unavailable.class, source.fetch(new Wanted(server.url("/t.wasm")))).reason();
            assertEquals("Failed to download component from URL: " + server.url("/t.wasm") + ". Status code: " + status, reason);
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void givesUpAfterSomeAttempts() throws IOException {
        try (var server = new ScriptedServer((_, _, out) -> out.write("HTTP/1.1 200 x\r\nContent-Length: 5\r\n\r\nab".getBytes()))) {
            assertUnavailable("the connection broke", source.fetch(new Wanted(server.url("/t.wasm"))));
            assertEquals(4, server.requests().size());
        }
    }

    @Test
    void waitsNotForeverForASilentServer() throws Exception {
        var end = new CountDownLatch(1);
        try (var server = new ScriptedServer((_, _, _) -> await(end))) {
            assertUnavailable("the server was silent", source(Duration.ofMillis(300)).fetch(new Wanted(server.url("/t.wasm"))));
            assertEquals(1, server.requests().size());
        } finally {
            end.countDown();
        }
    }

    private static void await(CountDownLatch end) throws IOException {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void announcedGigabytesAreNotFetched() throws IOException {
        try (var server = new ScriptedServer((_, _, out) -> ScriptedServer.head(out, 200, "Content-Length: 10000000000"))) {
            assertUnavailable("is too large: it has more than 256 MiB", source.fetch(new Wanted(server.url("/t.wasm"))));
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void anEndlessBodyEndsAtTheLimit() throws IOException {
        try (var server = new ScriptedServer((_, _, out) -> {
            ScriptedServer.head(out, 200);
            byte[] piece = new byte[1 << 20];
            for (int sent = 0; sent <= TransferLimits.MAX_COMPONENT_BYTES >> 20; sent++) {
                out.write(piece);
            }
        })) {
            assertUnavailable("is too large", source.fetch(new Wanted(server.url("/t.wasm"))));
        }
    }

    @Test
    void anEndlessErrorPageIsCut() throws IOException {
        try (var server = new ScriptedServer((_, _, out) -> {
            ScriptedServer.head(out, 404);
            endless(out);
        })) {
            assertUnavailable("Status code: 404", source.fetch(new Wanted(server.url("/t.wasm"))));
        }
    }

    private static void endless(OutputStream out) throws IOException {
        while (true) {
            out.write(COMPONENT);
        }
    }

    @Test
    void theAskedNameCountsAndNotWhereAServerSendsUs() throws IOException {
        try (var server = new ScriptedServer((request, _, out) -> {
            if (request.path().equals("/tool.wasm")) {
                ScriptedServer.head(out, 302, "Location: /elsewhere/evil.wasm");
            } else {
                ScriptedServer.whole(out, 200, COMPONENT);
            }
        })) {
            Fetched fetched = fetched(source.fetch(new Wanted(server.url("/tool.wasm"))));
            assertEquals("tool", fetched.id().value());
            assertEquals(server.url("/tool.wasm"), fetched.origin());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /t.wasm                   | more than 5 times
            http://example.com/t.wasm | is not fetched from http://example.com
            ftp://example.com/t.wasm  | is not fetched from ftp://example.com
            file:///etc/passwd        | is not a URL with a host
            http://me:pw@127.0.0.1/   | without a password
            http://%                  | what is no URL
            """)
    void isNotSentAnywhere(String location, String part) throws IOException {
        try (var server = new ScriptedServer((_, _, out) -> ScriptedServer.head(out, 302, "Location: " + location))) {
            assertUnavailable(part, source.fetch(new Wanted(server.url("/t.wasm"))));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://example.com/t.wasm        | only https is
            https://me:secret@localhost/t    | without a password
            https:///t.wasm                  | is not a URL
            https://localhost/               | does not do as a component id
            https://localhost/%2e%2e%2fx     | does not do as a component id
            https://localhost/a b.wasm       | is not a URL
            https://localhost/.wasm          | does not do as a component id
            """)
    void someUrlsAreNotAskedAtAll(String url, String part) {
        assertTrue(source.knows(url));
        assertUnavailable(part, source.fetch(new Wanted(url)));
    }

    @Test
    void whatHasAnotherDigestIsNotKept() throws IOException {
        try (var server = new ScriptedServer((_, _, out) -> ScriptedServer.whole(out, 200, COMPONENT, "ETag: \"1\""))) {
            Digest other = Digest.of(new byte[0]);
            assertUnavailable("Digest verification failed! Expected: " + other + ", Got: " + Digest.of(COMPONENT),
                    source.fetch(new Wanted(server.url("/t.wasm"), Optional.of(other), Progress.NONE)));
            assertTrue(cache.contents.isEmpty());
        }
    }

    @Test
    void aKnownDigestNeedsNoServer() throws IOException {
        cache.keep(Digest.of(COMPONENT), COMPONENT);
        try (var server = new ScriptedServer((_, _, out) -> ScriptedServer.whole(out, 500, COMPONENT))) {
            fetched(source.fetch(new Wanted(server.url("/t.wasm"), Optional.of(Digest.of(COMPONENT)), Progress.NONE)));
            assertTrue(server.requests().isEmpty());
        }
    }

    @Test
    void whatHasNotChangedIsNotFetchedAgain() throws IOException {
        try (var server = new ScriptedServer((request, _, out) -> {
            if (request.headers().getOrDefault("if-none-match", "").equals("\"1\"")) {
                ScriptedServer.head(out, 304, "ETag: \"1\"");
            } else {
                ScriptedServer.whole(out, 200, COMPONENT, "ETag: \"1\"");
            }
        })) {
            fetched(source.fetch(new Wanted(server.url("/t.wasm"))));
            Fetched again = fetched(source.fetch(new Wanted(server.url("/t.wasm"))));
            assertArrayEquals(COMPONENT, again.bytes());
            assertTrue(again.warnings().isEmpty());
            assertEquals("\"1\"", server.requests().getLast().headers().get("if-none-match"));
        }
    }

    @Test
    void whatWasThereBeforeServesWhileTheServerIsAwayAndThatIsSaid() throws IOException {
        var server = new ScriptedServer((_, number, out) -> ScriptedServer.whole(out, number == 1 ? 200 : 503, COMPONENT));
        String url = server.url("/t.wasm");
        try (server) {
            fetched(source.fetch(new Wanted(url)));
            Fetched broken = fetched(source.fetch(new Wanted(url)));
            assertTrue(broken.warnings().getFirst().contains("Status code: 503"), broken::toString);
        }
        Fetched gone = fetched(source.fetch(new Wanted(url)));
        assertArrayEquals(COMPONENT, gone.bytes());
        assertTrue(gone.warnings().getFirst().contains("there is no connection to"), gone::toString);
    }
}
