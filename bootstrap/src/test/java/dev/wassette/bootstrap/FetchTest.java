package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.ComponentRuntime.CallOutcome;
import dev.wassette.application.port.out.ComponentRuntime.Returned;
import dev.wassette.component.host.Denial;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.wit.WitValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// `fetch` of a JavaScript component, from the guest's interpreter to a server on loopback.
@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class FetchTest {
    @Parameter
    private String engine;

    private BuiltExample example;
    private EchoServer server;
    private Grant granted;

    @BeforeEach
    void load() throws Exception {
        example = new BuiltExample("fetch-js", engine);
        server = new EchoServer();
        granted = Grant.nothing()
                .with(new NetworkGrant(List.of(new NetworkPermission.Host("http://" + server.authority())), List.of()));
    }

    @AfterEach
    void close() {
        if (server != null) {
            example.close();
            server.close();
        }
    }

    private CallOutcome call(Grant grant, String function, String... arguments) {
        return example.call(grant, "local:fetch/web#" + function,
                Arrays.stream(arguments).map(WitValue.Str::new).toArray(WitValue[]::new));
    }

    private static CallOutcome ok(WitValue value) {
        return new Returned(Optional.of(WitValue.Result.ok(value)));
    }

    private static CallOutcome error(String text) {
        return new Returned(Optional.of(WitValue.Result.error(new WitValue.Str(text))));
    }

    @Test
    void gets() {
        assertEquals(ok(new WitValue.Str("GET /a?b=c HTTP/1.1 ")),
                call(granted, "fetch", "http://" + server.authority() + "/a?b=c"));
    }

    @Test
    void posts() {
        assertEquals(ok(new WitValue.Str("POST / HTTP/1.1 {\"a\":1}")),
                call(granted, "post", "http://" + server.authority(), "{\"a\":1}"));
    }

    @Test
    void readsInPieces() {
        assertEquals(ok(new WitValue.U64("GET / HTTP/1.1 ".length())),
                call(granted, "size", "http://" + server.authority()));
    }

    @Test
    void seesTheStatus() {
        assertEquals(error("status 404: GET /missing HTTP/1.1 "),
                call(granted, "fetch", "http://" + server.authority() + "/missing"));
    }

    @Test
    void isGivenARedirectAndDoesNotFollowIt() {
        assertEquals(error("status 302: GET /elsewhere HTTP/1.1 "),
                call(granted, "fetch", "http://" + server.authority() + "/elsewhere"));
    }

    @Test
    void isRefusedWithoutAGrant() {
        CallOutcome outcome = call(Grant.nothing(), "fetch", "http://" + server.authority() + "/secret");
        assertTrue(outcome.toString().contains("no answer"), outcome.toString());
        assertEquals(List.of(new Denial(Denial.Permission.NETWORK, "http://" + server.authority())), example.denials());
        assertEquals(List.of(), server.requests());
    }
}
