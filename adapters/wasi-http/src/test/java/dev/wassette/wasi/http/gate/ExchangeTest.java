package dev.wassette.wasi.http.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.ResourceLimits;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.Caller;
import dev.wassette.wasi.http.Caller.Answer;
import dev.wassette.wasi.http.Caller.Refused;
import dev.wassette.wasi.http.Certificates;
import dev.wassette.wasi.http.HttpGuest;
import dev.wassette.wasi.http.Peer;
import dev.wassette.wasi.http.message.HttpLimits;
import dev.wassette.wasi.io.LookUps;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests to real servers on loopback.
@Timeout(60)
class ExchangeTest {
    private static final Grant LOOPBACK = Grant.nothing()
            .with(new NetworkGrant(List.of(new NetworkPermission.Host("127.0.0.1"),
                    new NetworkPermission.Host("localhost")), List.of()))
            .with(ResourceLimits.defaults().withResponseBodyBytes(1_000_000));

    private HttpGuest guest = new HttpGuest(LOOPBACK);
    private Caller caller = guest.caller();
    private Peer peer; // null in tests without one

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        guest.close();
        waitUntilNothingIsOpen();
        if (peer != null) {
            peer.close();
        }
    }

    private void waitUntilNothingIsOpen() throws InterruptedException {
        for (int i = 0; i < 500 && guest.part(HttpGate.class).openRequests() > 0; i++) {
            Thread.sleep(10);
        }
        assertEquals(0, guest.part(HttpGate.class).openRequests());
    }

    private String serve(Peer.Script script) throws IOException {
        peer = new Peer(script);
        return "http://" + peer.authority();
    }

    @Test
    void aRequestHasWhatTheProtocolNeedsAndNothingElse() throws Exception {
        String url = serve(Peer.answering(Peer.ok("pong")));
        Answer answer = caller.send("GET", url + "/a?b=c", "X-Mine", "1", "accept", "text/plain");
        assertEquals("GET /a?b=c HTTP/1.1\r\nHost: " + peer.authority()
                + "\r\nX-Mine: 1\r\naccept: text/plain\r\nConnection: close\r\n\r\n", peer.heads().getFirst());
        assertEquals(new Answer(200, "Content-Length: 4", answer.bytes(), Optional.empty(), Optional.empty()), answer);
        assertEquals("pong", answer.body());
        assertEquals(0, guest.resources().live());
        assertEquals(0, guest.resources().heldBytes());
    }

    @Test
    void aBodyOfUnknownLengthIsSentInChunks() throws Exception {
        String url = serve(visit -> {
            visit.head();
            visit.send(Peer.ok(visit.upTo("0\r\n\r\n")));
        });
        WitValue.Handle request = caller.request("POST", url);
        WitValue.Handle body = caller.open(Caller.TYPES, "[method]outgoing-request.body", request);
        WitValue.Handle future = caller.handle(request);
        WitValue.Handle stream = caller.open(Caller.TYPES, "[method]outgoing-body.write", body);
        write(stream, "hello ");
        write(stream, "world");
        caller.drop(stream);
        caller.call(Caller.TYPES, "[static]outgoing-body.finish", body, WitValue.Option.none());
        assertEquals("00000006\r\nhello \r\n00000005\r\nworld\r\n0\r\n\r\n", caller.answer(future).body());
        assertTrue(peer.heads().getFirst().contains("Transfer-Encoding: chunked"), peer.heads().getFirst());
    }

    private void write(WitValue.Handle stream, String text) {
        assertEquals(WitValue.Result.ok(), caller.call(Caller.STREAMS, "[method]output-stream.blocking-write-and-flush",
                stream, HostDriver.bytes(text)).orElseThrow());
    }

    @Test
    void aBodyThatIsThereBeforeTheRequestHasALength() throws Exception {
        String url = serve(visit -> {
            visit.head();
            visit.send(Peer.ok(visit.bytes(5)));
        });
        WitValue.Handle request = caller.request("PUT", url);
        WitValue.Handle body = caller.open(Caller.TYPES, "[method]outgoing-request.body", request);
        WitValue.Handle stream = caller.open(Caller.TYPES, "[method]outgoing-body.write", body);
        write(stream, "hello");
        caller.drop(stream);
        finish(body, Optional.empty());
        assertEquals("hello", caller.answer(caller.handle(request)).body());
        assertTrue(peer.heads().getFirst().contains("Content-Length: 5\r\n"), peer.heads().getFirst());
    }

    private Optional<String> finish(WitValue.Handle body, Optional<WitValue.Handle> trailers) {
        return Caller.error(caller.call(Caller.TYPES, "[static]outgoing-body.finish", body,
                new WitValue.Option(trailers.map(WitValue.class::cast))).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"POST, true", "PUT, true", "PATCH, true", "GET, false", "DELETE, false", "PROPFIND, false"})
    void aBodyThatIsMissingIsEmpty(String method, boolean isSaid) throws Exception {
        String url = serve(Peer.answering(Peer.ok("")));
        caller.send(method, url);
        assertEquals(isSaid, peer.heads().getFirst().contains("Content-Length: 0"), peer.heads().getFirst());
    }

    @Test
    void trailersGoBothWays() throws Exception {
        String url = serve(visit -> {
            visit.head();
            String sent = visit.upTo("\r\n\r\n");
            visit.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nSum: "
                    + sent.contains("\r\n0\r\nDigest: abc\r\n") + "\r\n\r\n");
        });
        WitValue.Handle request = caller.request("POST", url);
        WitValue.Handle body = caller.open(Caller.TYPES, "[method]outgoing-request.body", request);
        WitValue.Handle stream = caller.open(Caller.TYPES, "[method]outgoing-body.write", body);
        WitValue.Handle future = caller.handle(request);
        write(stream, "body");
        caller.drop(stream);
        WitValue.Handle trailers = caller.open(Caller.TYPES, "[constructor]fields");
        caller.call(Caller.TYPES, "[method]fields.append", trailers, HostDriver.string("Digest"), HostDriver.bytes("abc"));
        assertEquals(Optional.empty(), finish(body, Optional.of(trailers)));
        Answer answer = caller.answer(future);
        assertEquals("hi", answer.body());
        assertEquals(Optional.of("Sum: true"), answer.trailers());
    }

    @Test
    void trailersComeAlthoughNobodyReadsTheBody() throws Exception {
        String url = serve(Peer.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "1388\r\n" + "x".repeat(5000) + "\r\n0\r\nA: 1\r\n\r\n"));
        WitValue.Handle response = caller.response(caller.handle(caller.request("GET", url)));
        WitValue.Handle body = caller.open(Caller.TYPES, "[method]incoming-response.consume", response);
        WitValue.Handle trailers = caller.open(Caller.TYPES, "[static]incoming-body.finish", body);
        assertEquals(Optional.of("A: 1"), caller.trailers(trailers));
    }

    @Test
    void aServerMayAnswerBeforeItHasTheBody() throws Exception {
        String url = serve(visit -> {
            visit.head();
            visit.send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
        });
        WitValue.Handle request = caller.request("POST", url);
        WitValue.Handle body = caller.open(Caller.TYPES, "[method]outgoing-request.body", request);
        WitValue.Handle stream = caller.open(Caller.TYPES, "[method]outgoing-body.write", body);
        WitValue.Handle future = caller.handle(request);
        Answer answer = caller.answer(future);
        assertEquals(413, answer.status());
        assertEquals("no", answer.body());
        for (int i = 0; i < 1000 && caller.tryWrite(stream, "x".repeat(4096)); i++) {
            Thread.sleep(1);
        }
        assertFalse(caller.tryWrite(stream, "x"), "the stream closes when the server has gone");
    }

    @Test
    void aBodyThatIsNotFinishedBreaksTheRequestOff() throws Exception {
        var whole = new CompletableFuture<Boolean>();
        String url = serve(visit -> {
            try {
                visit.upTo("0\r\n\r\n");
                whole.complete(true);
            } catch (IOException e) {
                whole.complete(false);
            }
        });
        WitValue.Handle request = caller.request("POST", url);
        WitValue.Handle body = caller.open(Caller.TYPES, "[method]outgoing-request.body", request);
        WitValue.Handle stream = caller.open(Caller.TYPES, "[method]outgoing-body.write", body);
        WitValue.Handle future = caller.handle(request);
        write(stream, "half");
        caller.drop(stream);
        caller.drop(body);
        assertEquals("internal-error", refusal(() -> caller.answer(future)));
        assertFalse(whole.get());
    }

    @Test
    void aBodyShorterThanItsHeaderSaysBreaksTheRequestOff() throws Exception {
        String url = serve(visit -> {
            visit.head();
            visit.untilClosed();
        });
        WitValue.Handle request = caller.request("POST", url, "Content-Length", "10");
        WitValue.Handle body = caller.open(Caller.TYPES, "[method]outgoing-request.body", request);
        WitValue.Handle stream = caller.open(Caller.TYPES, "[method]outgoing-body.write", body);
        WitValue.Handle future = caller.handle(request);
        write(stream, "short");
        caller.drop(stream);
        assertEquals(Optional.of("HTTP-request-body-size"), finish(body, Optional.empty()));
        assertEquals("HTTP-request-body-size", refusal(() -> caller.answer(future)));
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws Exception;
    }

    private static String refusal(Attempt attempt) {
        return assertThrows(Refused.class, attempt::run).getMessage();
    }

    @Test
    void aServerThatSaysNothingRunsIntoTheTimeForTheFirstByte() throws Exception {
        String url = serve(visit -> {
            visit.head();
            visit.untilClosed();
        });
        assertEquals("connection-read-timeout", refusal(() -> caller.answer(caller.handle(caller.request("GET", url),
                options("first-byte", 100_000_000)))));
    }

    @Test
    void aServerThatStopsRunsIntoTheTimeBetweenBytes() throws Exception {
        String url = serve(visit -> {
            visit.head();
            visit.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
            visit.untilClosed();
        });
        Answer answer = caller.answer(caller.handle(caller.request("GET", url), options("between-bytes", 100_000_000)));
        assertEquals("hel", answer.body());
        assertEquals(Optional.of("connection-read-timeout"), answer.error());
    }

    @Test
    void aSlowServerIsNoDeadOne() throws Exception {
        String url = serve(visit -> {
            visit.head();
            for (char each : Peer.ok("slow").toCharArray()) {
                visit.send(String.valueOf(each));
                Thread.sleep(5);
            }
        });
        assertEquals("slow", caller.answer(caller.handle(caller.request("GET", url), options("between-bytes", 2_000_000_000L)))
                .body());
    }

    @Test
    void aBodyThatIsSentSlowlyDoesNotRunIntoTheTimeForTheFirstByte() throws Exception {
        String url = serve(visit -> {
            visit.head();
            visit.upTo("0\r\n\r\n");
            visit.send(Peer.ok("patience"));
        });
        WitValue.Handle request = caller.request("POST", url);
        WitValue.Handle body = caller.open(Caller.TYPES, "[method]outgoing-request.body", request);
        WitValue.Handle stream = caller.open(Caller.TYPES, "[method]outgoing-body.write", body);
        WitValue.Handle future = caller.handle(request, options("first-byte", 200_000_000));
        for (int i = 0; i < 4; i++) {
            Thread.sleep(100);
            write(stream, "slowly ");
        }
        caller.drop(stream);
        finish(body, Optional.empty());
        assertEquals("patience", caller.answer(future).body());
    }

    private Optional<WitValue.Handle> options(String timeout, long nanos) {
        WitValue.Handle options = caller.open(Caller.TYPES, "[constructor]request-options");
        caller.call(Caller.TYPES, "[method]request-options.set-" + timeout + "-timeout", options,
                WitValue.Option.some(HostDriver.u64(nanos)));
        return Optional.of(options);
    }

    @Test
    void aServerThatResetsIsToldApartFromOneThatStops() throws Exception {
        String url = serve(visit -> {
            String head = visit.head();
            if (head.contains("/reset")) {
                visit.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
                Thread.sleep(100);
                visit.reset();
            }
            if (head.contains("/stop")) {
                visit.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
            }
        });
        assertEquals(Optional.of("connection-terminated"), caller.send("GET", url + "/reset").error());
        assertEquals(Optional.of("HTTP-response-incomplete"), caller.send("GET", url + "/stop").error());
        assertEquals("connection-terminated", refusal(() -> caller.send("GET", url + "/nothing")));
    }

    @Test
    void nobodyListens() throws Exception {
        try (var taken = new Socket()) { // bound, so that nobody else listens there
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String url = "http://127.0.0.1:" + taken.getLocalPort();
            assertEquals("connection-refused", refusal(() -> caller.send("GET", url)));
        }
    }

    @Test
    void anEndlessBodyStopsAtItsLimit() throws Exception {
        String url = serve(visit -> {
            visit.head();
            visit.send("HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                visit.send("x".repeat(10_000));
            }
        });
        Trap trap = assertThrows(Trap.class, () -> caller.send("GET", url));
        assertTrue(trap.getMessage().contains("permissions.resources.limits.response_body"), trap.getMessage());
    }

    @Test
    void aGuestThatDoesNotReadSlowsTheServerDown() throws Exception {
        var sent = new AtomicLong();
        guest = new HttpGuest(LOOPBACK.with(ResourceLimits.defaults().withResponseBodyBytes(1L << 40)));
        caller = guest.caller();
        String url = serve(visit -> {
            visit.head();
            visit.send("HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                visit.send("x".repeat(100_000));
                sent.addAndGet(100_000);
            }
        });
        WitValue.Handle response = caller.response(caller.handle(caller.request("GET", url)));
        long before = -1;
        while (before != sent.get()) {
            before = sent.get();
            Thread.sleep(300);
        }
        assertTrue(before < 40_000_000, before + " bytes were taken from the server, which nobody reads");
        caller.drop(response);
        waitUntilNothingIsOpen();
    }

    @Test
    void aServerThatDoesNotReadSlowsTheGuestDown() throws Exception {
        String url = serve(visit -> {
            visit.head();
            Thread.sleep(60_000);
        });
        WitValue.Handle request = caller.request("POST", url);
        WitValue.Handle body = caller.open(Caller.TYPES, "[method]outgoing-request.body", request);
        WitValue.Handle stream = caller.open(Caller.TYPES, "[method]outgoing-body.write", body);
        caller.handle(request);
        long written = 0;
        for (int idle = 0; idle < 50 && written < 50_000_000; ) {
            long permit = caller.permit(stream);
            if (permit > 0) {
                caller.call(Caller.STREAMS, "[method]output-stream.write", stream,
                        new WitValue.Bytes(new byte[(int) permit]));
                written += permit;
                idle = 0;
            } else {
                idle++;
                Thread.sleep(10);
            }
        }
        assertTrue(written < 50_000_000, "all of it was taken");
    }

    @Test
    void onlySoManyRequestsAreUnderWay() throws Exception {
        String url = serve(visit -> {
            visit.head();
            visit.untilClosed();
        });
        for (int i = 0; i < HttpLimits.MAX_OPEN_REQUESTS; i++) {
            caller.handle(caller.request("GET", url));
        }
        assertEquals("connection-limit-reached", refusal(() -> caller.handle(caller.request("GET", url))));
    }

    @Test
    void nothingOutlivesTheInstance() throws Exception {
        int threads = blockedThreads();
        String url = serve(visit -> {
            visit.head();
            visit.send("HTTP/1.1 200 OK\r\n\r\nx");
            visit.untilClosed();
        });
        for (int i = 0; i < 10; i++) {
            caller.response(caller.handle(caller.request("GET", url)));
            WitValue.Handle request = caller.request("POST", url);
            caller.open(Caller.TYPES, "[method]outgoing-request.body", request);
            caller.handle(request);
        }
        assertEquals(20, guest.part(HttpGate.class).openRequests());
        guest.close();
        waitUntilNothingIsOpen();
        for (int i = 0; i < 500 && peer.connections() > 0; i++) {
            Thread.sleep(10);
        }
        assertEquals(0, peer.connections());
        assertTrue(blockedThreads() <= threads, "threads are left");
    }

    private static int blockedThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("look up")).count();
    }

    @Test
    void aRequestThatNobodyWaitsForIsCancelled() throws Exception {
        String url = serve(visit -> {
            visit.head();
            visit.untilClosed();
        });
        caller.drop(caller.handle(caller.request("GET", url)));
        waitUntilNothingIsOpen();
    }

    @Test
    void aRedirectIsForTheGuestToFollow() throws Exception {
        String url = serve(Peer.answering("HTTP/1.1 301 Moved\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n"));
        Answer answer = caller.send("GET", url);
        assertEquals(301, answer.status());
        assertEquals("Location: /there\nContent-Length: 0", answer.headers());
        assertEquals(1, peer.heads().size());
    }

    @Test
    void whatIsEncodedStaysSo() throws Exception {
        String url = serve(Peer.answering(Peer.ok("\u001f\u008b").replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n")));
        assertEquals("\u001f\u008b", caller.send("GET", url).body());
    }

    @ParameterizedTest
    @CsvSource({"localhost", "127.0.0.1"})
    void httpsHoldsTheCertificateAgainstTheName(String host, @TempDir Path directory) throws Exception {
        servesTls(Certificates.server(directory, "dns:localhost,ip:127.0.0.1"));
        assertEquals("secret", caller.send("GET", "https://" + host + ":" + peer.port()).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns:example.com", "dns:localhost.example.com", "ip:127.0.0.1"})
    void httpsRefusesACertificateOfAnotherName(String names, @TempDir Path directory) throws Exception {
        servesTls(Certificates.server(directory, names));
        assertEquals("TLS-certificate-error", refusal(() -> caller.send("GET", "https://localhost:" + peer.port())));
        assertEquals(List.of(), peer.heads());
    }

    @Test
    void httpsTrustsNobodyElse(@TempDir Path directory) throws Exception {
        peer = new Peer(Certificates.server(directory, "dns:localhost"), Peer.answering(Peer.ok("secret")));
        assertEquals("TLS-certificate-error", refusal(() -> caller.send("GET", "https://localhost:" + peer.port())));
    }

    @ParameterizedTest
    @CsvSource({"-10d, 5, false", "+2d, 5, false", "-1d, 5, true"})
    void httpsTrustsACertificateInItsTimeOnly(String start, int days, boolean trusted, @TempDir Path directory)
            throws Exception {
        servesTls(Certificates.issued(directory, "dns:localhost", start, days));
        String url = "https://localhost:" + peer.port();
        if (trusted) {
            assertEquals("secret", caller.send("GET", url).body());
        } else {
            assertEquals("TLS-certificate-error", refusal(() -> caller.send("GET", url)));
            assertEquals(List.of(), peer.heads());
        }
    }

    @Test
    void httpsAgainstAServerWithoutTls() throws Exception {
        serve(visit -> visit.send("220 smtp.example.com ESMTP\r\n"));
        assertEquals("TLS-protocol-error", refusal(() -> caller.send("GET", "https://" + peer.authority())));
    }

    @Test
    void httpsAgainstAServerThatHangsUpOrSaysNothing() throws Exception {
        serve(visit -> {});
        assertEquals("connection-terminated", refusal(() -> caller.send("GET", "https://" + peer.authority())));
        peer.close();
        serve(Peer.Visit::untilClosed);
        assertEquals("connection-timeout", refusal(() -> caller.answer(caller.handle(
                caller.request("GET", "https://" + peer.authority()), options("connect", 200_000_000)))));
    }

    @Test
    void aHandshakeByteByByteRunsIntoTheTimeToConnect() throws Exception {
        serve(visit -> {
            visit.send("\u0016\u0003\u0003\u0040\u0000");
            while (true) {
                visit.send("x");
                Thread.sleep(20);
            }
        });
        assertEquals("connection-timeout", refusal(() -> caller.answer(caller.handle(
                caller.request("GET", "https://" + peer.authority()), options("connect", 500_000_000)))));
    }

    @Test
    void bodiesGoBothWaysThroughTls(@TempDir Path directory) throws Exception {
        servesTls(Certificates.server(directory, "dns:localhost"), visit -> {
            visit.head();
            visit.send(Peer.ok(visit.bytes(500_000)));
        });
        WitValue.Handle request =
                caller.request("POST", "https://localhost:" + peer.port(), "Content-Length", "500000");
        WitValue.Handle body = caller.open(Caller.TYPES, "[method]outgoing-request.body", request);
        WitValue.Handle stream = caller.open(Caller.TYPES, "[method]outgoing-body.write", body);
        WitValue.Handle future = caller.handle(request);
        for (int i = 0; i < 125; i++) {
            write(stream, "0123456789abcdef".repeat(250));
        }
        caller.drop(stream);
        assertEquals(Optional.empty(), finish(body, Optional.empty()));
        assertEquals("0123456789abcdef".repeat(31_250), caller.answer(future).body());
    }

    private void servesTls(SSLContext tls) throws IOException {
        servesTls(tls, Peer.answering(Peer.ok("secret")));
    }

    private void servesTls(SSLContext tls, Peer.Script script) throws IOException {
        peer = new Peer(tls, script);
        guest = new HttpGuest(LOOPBACK, Resolver.SYSTEM, () -> tls);
        caller = guest.caller();
    }

    /// Each response has ended, and none is read.
    @Test
    void responsesThatNobodyReadsHaveABoundTogether() throws Exception {
        String body = "x".repeat(HttpLimits.MAX_PIPE_BYTES);
        String url = serve(visit -> {
            visit.head();
            visit.send(Peer.ok(body));
            visit.untilClosed();
        });
        int most = HttpLimits.MAX_BODIES_BYTES / HttpLimits.MAX_PIPE_BYTES;
        var responses = new ArrayList<WitValue.Handle>();
        for (int i = 0; i < most; i++) {
            waitUntilNothingIsOpen();
            responses.add(caller.response(caller.handle(caller.request("GET", url))));
        }
        Thread.sleep(500);
        assertTrue(guest.part(HttpGate.class).openRequests() > 0);
        responses.forEach(caller::drop);
        waitUntilNothingIsOpen();
        assertEquals(body, caller.send("GET", url).body());
    }

    @Test
    void aResponseThatNobodyWaitsForKeepsNothing() throws Exception {
        String body = "x".repeat(HttpLimits.MAX_PIPE_BYTES);
        String url = serve(Peer.answering(Peer.ok(body)));
        for (int i = 0; i < 2 * HttpLimits.MAX_BODIES_BYTES / HttpLimits.MAX_PIPE_BYTES; i++) {
            WitValue.Handle future = caller.handle(caller.request("GET", url));
            Thread.sleep(i % 3);
            caller.drop(future);
            waitUntilNothingIsOpen();
        }
        assertEquals(body, caller.send("GET", url).body());
    }

    /// A look-up that nobody waits for any more keeps its thread all the same.
    @Test
    void looksUpOnlySoManyNamesAtOnce() throws Exception {
        serve(Peer.answering(Peer.ok("")));
        var asked = new AtomicInteger();
        var end = new CountDownLatch(1);
        guest.close();
        guest = new HttpGuest(Grant.nothing().with(
                new NetworkGrant(List.of(new NetworkPermission.Host("*.test")), List.of())), name -> {
                    asked.incrementAndGet();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    throw new UnknownHostException(name);
                }, () -> null);
        caller = guest.caller();
        for (int i = 0; i < 3 * HttpLimits.MAX_LOOKUPS_AT_ONCE; i++) {
            WitValue.Handle request = caller.request("GET", "http://silent" + i + ".test/");
            assertEquals("DNS-timeout", assertThrows(Refused.class, () -> caller.response(
                    caller.handle(request, options("connect", 20_000_000)))).getMessage());
        }
        assertEquals(HttpLimits.MAX_LOOKUPS_AT_ONCE, asked.get());
        end.countDown();
    }

    /// Other guests have left look-ups behind that take all places.
    @Test
    void looksUpNoNameWhileOthersHaveAllPlaces() throws Exception {
        String url = serve(Peer.answering(Peer.ok("hello"))).replace("127.0.0.1", "there.test");
        var shared = new LookUps();
        int taken = 0;
        while (shared.take(Duration.ZERO)) {
            taken++;
        }
        guest.close();
        guest = new HttpGuest(Grant.nothing().with(new NetworkGrant(List.of(new NetworkPermission.Host("*.test"),
                new NetworkPermission.Host("127.0.0.1"), new NetworkPermission.Cidr("127.0.0.0/8")), List.of())),
                _ -> new InetAddress[] {InetAddress.getByName("127.0.0.1")}, () -> null, shared);
        caller = guest.caller();
        for (int i = 0; i < 2 * HttpLimits.MAX_LOOKUPS_AT_ONCE; i++) {
            WitValue.Handle request = caller.request("GET", url);
            assertEquals("DNS-timeout", assertThrows(Refused.class, () -> caller.response(
                    caller.handle(request, options("connect", 20_000_000)))).getMessage());
        }
        for (; taken > 0; taken--) {
            shared.giveBack();
        }
        assertEquals("hello", caller.send("GET", url).body());
    }
}
