package dev.wassette.wasi.http.types;

import static dev.wassette.component.testkit.host.HostDriver.bytes;
import static dev.wassette.component.testkit.host.HostDriver.list;
import static dev.wassette.component.testkit.host.HostDriver.string;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.HttpGuest;
import dev.wassette.wasi.http.message.HttpLimits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private static final String TYPES = "wasi:http/types";
    private final HttpGuest guest = new HttpGuest();
    private final HostDriver host = guest.host();

    @Test
    void keepsOrderAndIgnoresCase() {
        var fields = host.open(TYPES, "[constructor]fields");
        call("append", fields, string("Accept"), bytes("a"));
        call("append", fields, string("X-Other"), bytes("o"));
        call("append", fields, string("accept"), bytes("b"));
        call("get", fields, string("ACCEPT"));
        call("entries", fields);
        call("set", fields, string("aCCept"), list(bytes("c"), bytes("d")));
        call("get", fields, string("accept"));
        call("has", fields, string("x-other"));
        call("delete", fields, string("x-OTHER"));
        call("has", fields, string("x-other"));
        call("get", fields, string("x-other"));
        call("delete", fields, string("absent"));
        call("set", fields, string("accept"), list());
        call("entries", fields);
        host.drop(fields);
        assertEquals("""
                [constructor]fields() -> fields#1
                [method]fields.append(fields#1, "Accept", "a") -> ok
                [method]fields.append(fields#1, "X-Other", "o") -> ok
                [method]fields.append(fields#1, "accept", "b") -> ok
                [method]fields.get(fields#1, "ACCEPT") -> ["a", "b"]
                [method]fields.entries(fields#1) -> [("Accept", "a"), ("X-Other", "o"), ("accept", "b")]
                [method]fields.set(fields#1, "aCCept", ["c", "d"]) -> ok
                [method]fields.get(fields#1, "accept") -> ["c", "d"]
                [method]fields.has(fields#1, "x-other") -> true
                [method]fields.delete(fields#1, "x-OTHER") -> ok
                [method]fields.has(fields#1, "x-other") -> false
                [method]fields.get(fields#1, "x-other") -> []
                [method]fields.delete(fields#1, "absent") -> ok
                [method]fields.set(fields#1, "accept", []) -> ok
                [method]fields.entries(fields#1) -> []
                drop fields#1
                """, host.transcript());
        assertEquals(0, guest.resources().live());
        assertEquals(0, guest.resources().heldBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:", "a\n", "a\r\nb", "\u00e4", "a\0", "(a)", "a/b"})
    void anInvalidNameIsRefused(String name) {
        var fields = host.open(TYPES, "[constructor]fields");
        var invalid = error(HeaderError.Kind.INVALID_SYNTAX);
        assertEquals(invalid, call("append", fields, string(name), bytes("v")));
        assertEquals(invalid, call("set", fields, string(name), list(bytes("v"))));
        assertEquals(invalid, call("delete", fields, string(name)));
        assertEquals(list(), call("get", fields, string(name)));
        assertEquals(new WitValue.Bool(false), call("has", fields, string(name)));
        assertEquals(invalid, fromList(name, "v"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r\nX-Injected: 1", "\0", "\u007f", "a\u001b"})
    void anInvalidValueIsRefused(String value) {
        var fields = host.open(TYPES, "[constructor]fields");
        call("append", fields, string("n"), bytes("before"));
        var invalid = error(HeaderError.Kind.INVALID_SYNTAX);
        assertEquals(invalid, call("append", fields, string("n"), bytes(value)));
        assertEquals(invalid, call("set", fields, string("n"), list(bytes("fine"), bytes(value))));
        assertEquals(invalid, fromList("n", value));
        assertEquals(list(bytes("before")), call("get", fields, string("n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b\tc", "\u00e4\u20ac", "\"quoted\""})
    void aValueMayBeEmptyOrNotAscii(String value) {
        var fields = host.open(TYPES, "[constructor]fields");
        assertEquals(WitValue.Result.ok(), call("append", fields, string("n"), bytes(value)));
        assertEquals(list(bytes(value)), call("get", fields, string("n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "connection", "Transfer-Encoding", "upgrade", "Keep-Alive", "proxy-connection",
            "Proxy-Authorization", "proxy-authenticate", "HTTP2-Settings"})
    void whatConcernsTheConnectionIsForbidden(String name) {
        var fields = host.open(TYPES, "[constructor]fields");
        var forbidden = error(HeaderError.Kind.FORBIDDEN);
        assertEquals(forbidden, call("append", fields, string(name), bytes("v")));
        assertEquals(forbidden, call("set", fields, string(name), list(bytes("v"))));
        assertEquals(forbidden, call("delete", fields, string(name)));
        assertEquals(forbidden, fromList(name, "v"));
    }

    @Test
    void theHeadersOfARequestAreImmutableAndTheirCloneIsNot() {
        var fields = HostDriver.handle(fromList("a", "1"));
        var request = host.open(TYPES, "[constructor]outgoing-request", fields);
        var headers = host.open(TYPES, "[method]outgoing-request.headers", request);
        var immutable = error(HeaderError.Kind.IMMUTABLE);
        assertEquals(immutable, call("append", headers, string("a"), bytes("2")));
        assertEquals(immutable, call("set", headers, string("a"), list()));
        assertEquals(immutable, call("delete", headers, string("a")));
        var clone = host.open(TYPES, "[method]fields.clone", headers);
        assertEquals(WitValue.Result.ok(), call("append", clone, string("a"), bytes("2")));
        assertEquals(list(bytes("1")), call("get", headers, string("a")));
        host.drop(headers);
        host.drop(request);
        host.drop(clone);
        assertEquals(0, guest.resources().live());
        assertEquals(0, guest.resources().heldBytes());
    }

    @Test
    void aRequestOutlivesItsHeaders() {
        var request = host.open(TYPES, "[constructor]outgoing-request", host.open(TYPES, "[constructor]fields"));
        host.open(TYPES, "[method]outgoing-request.headers", request);
        assertThrows(Trap.class, () -> host.drop(request));
    }

    @Test
    void theHeadersOfARequestCanBecomeThoseOfAnother() {
        var first = host.open(TYPES, "[constructor]outgoing-request", HostDriver.handle(fromList("a", "1")));
        var second = host.open(TYPES, "[constructor]outgoing-request",
                host.open(TYPES, "[method]outgoing-request.headers", first));
        host.drop(first);
        var headers = host.open(TYPES, "[method]outgoing-request.headers", second);
        assertEquals(list(bytes("1")), call("get", headers, string("a")));
    }

    @Test
    void fieldsHaveALimitEach() {
        var fields = host.open(TYPES, "[constructor]fields");
        var trap = assertThrows(Trap.class, () -> {
            while (true) {
                call("append", fields, string("n"), bytes(""));
            }
        });
        assertTrue(trap.getMessage().endsWith("the limit is 131072"), trap.getMessage());
        assertThrows(Trap.class, () -> fromList("n", "v".repeat(HttpLimits.MAX_FIELDS_BYTES)));
    }

    @Test
    void fieldsHaveALimitTogether() {
        var large = HostDriver.handle(fromList("n", "v".repeat(100_000)));
        var trap = assertThrows(Trap.class, () -> {
            for (int i = 0; i < 1000; i++) {
                host.call(TYPES, "[method]fields.clone", large);
            }
        });
        assertTrue(trap.getMessage().contains("the host keeps"), trap.getMessage());
    }

    private WitValue call(String method, WitValue.Handle self, WitValue... arguments) {
        var all = new WitValue[arguments.length + 1];
        all[0] = self;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return host.call(TYPES, "[method]fields." + method, all).orElseThrow();
    }

    private WitValue fromList(String name, String value) {
        return host.call(TYPES, "[static]fields.from-list",
                list(new WitValue.Tuple(List.of(string(name), bytes(value))))).orElseThrow();
    }

    private static WitValue error(HeaderError.Kind kind) {
        return WitValue.Result.error(new HeaderError(kind).value());
    }
}
