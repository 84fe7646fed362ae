package dev.wassette.wasi.http.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests to real servers on loopback.
@Timeout(60)
class ExchangeTest {
    private static final Grant LOOPBACK = Grant.nothing()
            .with(new NetworkGrant(List.of(new NetworkPermission.Host("127.0.0.1"),
                    new NetworkPermission.Host("localhost")), List.of()))
            .with(ResourceLimits.defaults().withResponseBodyBytes(1_000_000));

    private HttpGuest guest = new HttpGuest(LOOPBACK);
    private Caller caller = guest.caller();
    private Peer peer;

    @AfterEach
    void nothingIsLeft() throws InterruptedException {
        guest.close();
        waitUntilNothingIsOpen();
        peer.close();
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
        assertTrue(caller.answer(future).body().replaceAll("\r\n0*[0-9a-f]+\r\n|^0*[0-9a-f]+\r\n", "|")
                .contains("hello "));
        assertTrue(peer.heads().getFirst().contains("Transfer-Encoding: chunked"), peer.heads().getFirst());
    }

    private void write(WitValue.Handle stream, String text) {
        assertEquals(WitValue.Result.ok(), caller.call(Caller.STREAMS, "[method]output-stream.blocking-write-and-flush",
                stream, HostDriver.bytes(text)).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"localhost, true", "127.0.0.1, true"})
    void httpsHoldsTheCertificateAgainstTheName(String host, boolean isValid, @TempDir Path directory) throws Exception {
        SSLContext tls = Certificates.server(directory, "dns:localhost,ip:127.0.0.1");
        peer = new Peer(tls, Peer.answering(Peer.ok("secret")));
        guest = new HttpGuest(LOOPBACK, Resolver.SYSTEM, () -> tls);
        caller = guest.caller();
        assertEquals("secret", caller.send("GET", "https://" + host + ":" + peer.port()).body());
    }

    @Test
    void httpsTrustsNobodyElse(@TempDir Path directory) throws Exception {
        peer = new Peer(Certificates.server(directory, "dns:localhost"), Peer.answering(Peer.ok("secret")));
        var refused = assertThrows(Refused.class, () -> caller.send("GET", "https://localhost:" + peer.port()));
        assertEquals("TLS-certificate-error", refused.getMessage());
    }
}
