package dev.wassette.wasi.http.types;

import static dev.wassette.component.testkit.host.HostDriver.bytes;
import static dev.wassette.component.testkit.host.HostDriver.list;
import static dev.wassette.component.testkit.host.HostDriver.string;
import static dev.wassette.component.testkit.host.HostDriver.u64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.host.Denial;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.ResourceLimits;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.HttpGuest;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.HttpLimits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingTest {
    private static final String TYPES = "wasi:http/types";
    private static final String HANDLER = "wasi:http/outgoing-handler";
    private static final String STREAMS = "wasi:io/streams";
    private final HttpGuest guest = new HttpGuest(
            Grant.nothing().with(ResourceLimits.defaults().withRequestBodyBytes(1000)));
    private final HostDriver host = guest.host();

    @Test
    void aRequestIsRefusedAndTheUserLearnsForWhichHost() {
        var request = request();
        set(request, "method", variant(2));
        set(request, "scheme", WitValue.Option.some(variant(0)));
        set(request, "authority", WitValue.Option.some(string("API.example.com:8080")));
        set(request, "path-with-query", WitValue.Option.some(string("/v1?q=%20x")));
        host.call(HANDLER, "handle", request, WitValue.Option.none());
        assertEquals("""
                [constructor]fields() -> fields#1
                [constructor]outgoing-request(fields#1) -> outgoing-request#2
                [method]outgoing-request.set-method(outgoing-request#2, post) -> ok
                [method]outgoing-request.set-scheme(outgoing-request#2, some(HTTP)) -> ok
                [method]outgoing-request.set-authority(outgoing-request#2, some("API.example.com:8080")) -> ok
                [method]outgoing-request.set-path-with-query(outgoing-request#2, some("/v1?q=%20x")) -> ok
                handle(outgoing-request#2, none) -> err(HTTP-request-denied)
                """, host.transcript());
        assertEquals(List.of(new Denial(Denial.Permission.NETWORK, "http://api.example.com:8080")),
                guest.denials().list());
        assertEquals(0, guest.resources().live());
    }

    @Test
    void aRequestWithoutASchemeIsForHttps() {
        var request = request();
        set(request, "authority", WitValue.Option.some(string("example.com")));
        var options = host.open(TYPES, "[constructor]request-options");
        assertEquals(error(ErrorCode.Kind.HTTP_REQUEST_DENIED), handle(request, WitValue.Option.some(options)));
        assertEquals("https://example.com", guest.denials().list().getFirst().target());
        assertEquals(0, guest.resources().live());
    }

    @Test
    void aRequestThatCannotBeSentIsNoDenial() {
        assertEquals(error(ErrorCode.Kind.HTTP_REQUEST_URI_INVALID), handle(request(), WitValue.Option.none()));
        var request = request();
        set(request, "scheme", WitValue.Option.some(new WitValue.Variant(2, Optional.of(string("ftp")))));
        set(request, "authority", WitValue.Option.some(string("example.com")));
        assertEquals(error(ErrorCode.Kind.HTTP_PROTOCOL_ERROR), handle(request, WitValue.Option.none()));
        assertEquals(List.of(), guest.denials().list());
    }

    @Test
    void denialsAreKeptOnceAndNotForever() {
        for (int i = 0; i < 100; i++) {
            var request = request();
            set(request, "authority", WitValue.Option.some(string("host" + i / 2 + ".example.com")));
            handle(request, WitValue.Option.none());
        }
        assertEquals(16, guest.denials().list().size());
        assertEquals("https://host1.example.com", guest.denials().list().get(1).target());
    }

    @Test
    void aRequestBeginsAsGetWithoutTheRest() {
        var request = request();
        for (String part : List.of("method", "path-with-query", "scheme", "authority")) {
            host.call(TYPES, "[method]outgoing-request." + part, request);
        }
        assertEquals("""
                [constructor]fields() -> fields#1
                [constructor]outgoing-request(fields#1) -> outgoing-request#2
                [method]outgoing-request.method(outgoing-request#2) -> get
                [method]outgoing-request.path-with-query(outgoing-request#2) -> none
                [method]outgoing-request.scheme(outgoing-request#2) -> none
                [method]outgoing-request.authority(outgoing-request#2) -> none
                """, host.transcript());
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "EXAMPLE.com:443", "example.com:", "127.0.0.1:8080", "[::1]", "[::1]:80",
            "xn--bcher-kva.example", "a_b"})
    void anAuthorityIsAHostAndAPort(String authority) {
        var request = request();
        assertEquals(WitValue.Result.ok(), set(request, "authority", WitValue.Option.some(string(authority))));
        assertEquals(WitValue.Option.some(string(authority)), get(request, "authority"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":80", "user@example.com", "good.com@evil.com", "user:pw@example.com", "a b", "a/b",
            "a?b", "a#b", "a\\b", "a\r\nb", "example.com:99999", "example.com:123456", "example.com:x", "[::1", "::1",
            "b\u00fccher.example", "\u0000"})
    void whatIsNoAuthorityIsRefused(String authority) {
        var request = request();
        set(request, "authority", WitValue.Option.some(string("before")));
        assertEquals(WitValue.Result.error(), set(request, "authority", WitValue.Option.some(string(authority))));
        assertEquals(WitValue.Option.some(string("before")), get(request, "authority"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a/b?c=d&e=%2F", "?q", "*", "/a{b}|c"})
    void aPathMayHaveAQuery(String path) {
        assertEquals(WitValue.Result.ok(), set(request(), "path-with-query", WitValue.Option.some(string(path))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "//evil.com\r\n", "/a b", "/a#b", "/\u00e4", "/\n", "/\u007f", "*x"})
    void whatIsNoPathIsRefused(String path) {
        assertEquals(WitValue.Result.error(), set(request(), "path-with-query", WitValue.Option.some(string(path))));
    }

    @ParameterizedTest
    @CsvSource({"PROPFIND, true", "get, true", "'', false", "'A B', false", "'A\n', false", "'A:', false"})
    void anotherMethodIsAToken(String method, boolean isValid) {
        var other = new WitValue.Variant(9, Optional.of(string(method)));
        assertEquals(isValid ? WitValue.Result.ok() : WitValue.Result.error(), set(request(), "method", other));
    }

    @Test
    void aSchemeHasItsSyntax() {
        assertEquals(WitValue.Result.ok(), set(request(), "scheme",
                WitValue.Option.some(new WitValue.Variant(2, Optional.of(string("a+b-1."))))));
        assertEquals(WitValue.Result.error(), set(request(), "scheme",
                WitValue.Option.some(new WitValue.Variant(2, Optional.of(string("1a"))))));
    }

    @Test
    void partsHaveLimits() {
        assertEquals(WitValue.Result.error(), set(request(), "authority",
                WitValue.Option.some(string("a".repeat(HttpLimits.MAX_AUTHORITY_CHARS + 1)))));
        assertEquals(WitValue.Result.error(), set(request(), "path-with-query",
                WitValue.Option.some(string("/" + "a".repeat(HttpLimits.MAX_PATH_CHARS)))));
        assertEquals(WitValue.Result.error(), set(request(), "method",
                new WitValue.Variant(9, Optional.of(string("A".repeat(HttpLimits.MAX_TOKEN_CHARS + 1))))));
    }

    @Test
    void optionsKeepTheirTimeouts() {
        var options = host.open(TYPES, "[constructor]request-options");
        for (String option : List.of("connect", "first-byte", "between-bytes")) {
            host.call(TYPES, "[method]request-options.set-" + option + "-timeout", options,
                    WitValue.Option.some(u64(option.length())));
        }
        host.call(TYPES, "[method]request-options.set-first-byte-timeout", options, WitValue.Option.none());
        for (String option : List.of("connect", "first-byte", "between-bytes")) {
            host.call(TYPES, "[method]request-options." + option + "-timeout", options);
        }
        assertEquals("""
                [method]request-options.connect-timeout(request-options#1) -> some(7)
                [method]request-options.first-byte-timeout(request-options#1) -> none
                [method]request-options.between-bytes-timeout(request-options#1) -> some(13)
                """, host.transcript().lines().skip(5).reduce("", (all, line) -> all + line + "\n"));
    }

    @Test
    void aBodyHasTheLengthThatItsHeaderStates() {
        var request = request("content-length", "5");
        var body = host.open(TYPES, "[method]outgoing-request.body", request);
        assertEquals(WitValue.Result.error(),
                host.call(TYPES, "[method]outgoing-request.body", request).orElseThrow());
        var stream = host.open(TYPES, "[method]outgoing-body.write", body);
        assertEquals(WitValue.Result.error(), host.call(TYPES, "[method]outgoing-body.write", body).orElseThrow());
        assertEquals(WitValue.Result.ok(), write(stream, "abc"));
        var tooLong = (WitValue.Result) write(stream, "def");
        var ioError = HostDriver.handle(tooLong);
        assertEquals(WitValue.Option.some(ErrorCode.requestBodySize(6).value()),
                host.call(TYPES, "http-error-code", ioError).orElseThrow());
        host.drop(stream);
        assertEquals(WitValue.Result.error(ErrorCode.requestBodySize(3).value()), finish(body));
    }

    @Test
    void aBodyIsNotFinishedWhileItsStreamIsInUse() {
        var body = host.open(TYPES, "[method]outgoing-request.body", request());
        host.open(TYPES, "[method]outgoing-body.write", body);
        assertThrows(Trap.class, () -> finish(body));
    }

    @Test
    void aBodyIsFinishedWithTrailers() {
        var body = host.open(TYPES, "[method]outgoing-request.body", request());
        var stream = host.open(TYPES, "[method]outgoing-body.write", body);
        write(stream, "any length");
        host.drop(stream);
        var trailers = host.open(TYPES, "[constructor]fields");
        assertEquals(WitValue.Result.ok(), host.call(TYPES, "[static]outgoing-body.finish", body,
                WitValue.Option.some(trailers)).orElseThrow());
        assertEquals(1, guest.resources().live(), "only the request");
    }

    @Test
    void aBodyOfARefusedRequestIsClosed() {
        var request = request();
        set(request, "authority", WitValue.Option.some(string("example.com")));
        var body = host.open(TYPES, "[method]outgoing-request.body", request);
        var stream = host.open(TYPES, "[method]outgoing-body.write", body);
        write(stream, "before");
        handle(request, WitValue.Option.none());
        host.call(STREAMS, "[method]output-stream.check-write", stream);
        assertEquals("[method]output-stream.check-write(output-stream#4) -> err(closed)",
                host.transcript().lines().toList().getLast());
    }

    @Test
    void aBodyCannotBeLargerThanItsLimit() {
        var body = host.open(TYPES, "[method]outgoing-request.body",
                request("content-length", String.valueOf(Long.MAX_VALUE / 10)));
        var stream = host.open(TYPES, "[method]outgoing-body.write", body);
        host.call(STREAMS, "[method]output-stream.check-write", stream);
        host.call(STREAMS, "[method]output-stream.write-zeroes", stream, u64(1000));
        Trap trap = assertThrows(Trap.class, () -> write(stream, "x"));
        assertTrue(trap.getMessage().contains("permissions.resources.limits.request_body"), trap.getMessage());
    }

    @Test
    void aResponseHasAStatusOfThreeDigits() {
        var response = host.open(TYPES, "[constructor]outgoing-response", host.open(TYPES, "[constructor]fields"));
        for (int status : new int[] {99, 100, 999, 1000}) {
            host.call(TYPES, "[method]outgoing-response.set-status-code", response, new WitValue.U16(status));
        }
        host.call(TYPES, "[method]outgoing-response.status-code", response);
        assertEquals("""
                [method]outgoing-response.set-status-code(outgoing-response#2, 99) -> err
                [method]outgoing-response.set-status-code(outgoing-response#2, 100) -> ok
                [method]outgoing-response.set-status-code(outgoing-response#2, 999) -> ok
                [method]outgoing-response.set-status-code(outgoing-response#2, 1000) -> err
                [method]outgoing-response.status-code(outgoing-response#2) -> 999
                """, host.transcript().lines().skip(2).reduce("", (all, line) -> all + line + "\n"));
    }

    private WitValue.Handle request() {
        return host.open(TYPES, "[constructor]outgoing-request", host.open(TYPES, "[constructor]fields"));
    }

    private WitValue.Handle request(String name, String value) {
        return host.open(TYPES, "[constructor]outgoing-request", host.open(TYPES, "[static]fields.from-list",
                list(new WitValue.Tuple(List.of(string(name), bytes(value))))));
    }

    private WitValue set(WitValue.Handle request, String part, WitValue value) {
        return host.call(TYPES, "[method]outgoing-request.set-" + part, request, value).orElseThrow();
    }

    private WitValue get(WitValue.Handle request, String part) {
        return host.call(TYPES, "[method]outgoing-request." + part, request).orElseThrow();
    }

    private WitValue handle(WitValue.Handle request, WitValue options) {
        return host.call(HANDLER, "handle", request, options).orElseThrow();
    }

    private WitValue write(WitValue.Handle stream, String text) {
        host.call(STREAMS, "[method]output-stream.check-write", stream);
        return host.call(STREAMS, "[method]output-stream.write", stream, bytes(text)).orElseThrow();
    }

    private WitValue finish(WitValue.Handle body) {
        return host.call(TYPES, "[static]outgoing-body.finish", body, WitValue.Option.none()).orElseThrow();
    }

    private static WitValue.Variant variant(int index) {
        return new WitValue.Variant(index, Optional.empty());
    }

    private static WitValue error(ErrorCode.Kind kind) {
        return WitValue.Result.error(ErrorCode.of(kind).value());
    }

    /// Nothing has been sent, and nothing need be allowed.
    @Test
    void bodiesOfManyRequestsHaveABoundTogether() {
        long kept = 0;
        try (var other = new HttpGuest()) {
            for (int i = 0; i < 200; i++) {
                kept += filled(other, body(other));
            }
            assertEquals(HttpLimits.MAX_BODIES_BYTES, kept);
        }
    }

    private static WitValue.Handle body(HttpGuest other) {
        var request = other.host().open(TYPES, "[constructor]outgoing-request",
                other.host().open(TYPES, "[constructor]fields"));
        return other.host().open(TYPES, "[method]outgoing-body.write",
                other.host().open(TYPES, "[method]outgoing-request.body", request));
    }

    private static long filled(HttpGuest other, WitValue.Handle stream) {
        long kept = 0;
        for (long permit = other.caller().permit(stream); permit > 0; permit = other.caller().permit(stream)) {
            assertTrue(other.caller().tryWrite(stream, "x".repeat((int) permit)));
            kept += permit;
        }
        return kept;
    }

    @Test
    void permitsOfManyBodiesAreNoWayAroundTheirBound() {
        try (var other = new HttpGuest()) {
            var streams = Stream.generate(() -> body(other)).limit(300).toList();
            streams.forEach(stream -> assertTrue(other.caller().permit(stream) > 0));
            var chunk = bytes("x".repeat(HttpLimits.MAX_BODY_WRITE_BYTES));
            var trap = assertThrows(Trap.class, () -> streams.forEach(stream ->
                    other.caller().call(STREAMS, "[method]output-stream.write", stream, chunk)));
            assertTrue(trap.getMessage().contains("bytes of bodies"), trap.getMessage());
        }
    }
}
