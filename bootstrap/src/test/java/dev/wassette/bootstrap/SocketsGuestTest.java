package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.wassette.application.port.out.ComponentRuntime.TimedOut;
import dev.wassette.application.port.out.ComponentRuntime.Trapped;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.ResourceLimits;
import dev.wassette.domain.wit.WitValue;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.wassette.bootstrap.TestEngines#names")
class SocketsGuestTest {
    private static final WitValue DENIED = new WitValue.Str("error 1");
    private static final WitValue INVALID = new WitValue.Str("error 3");
    private static final WitValue REFUSED = new WitValue.Str("error 14");
    private static final WitValue RESET = new WitValue.Str("error 15");

    @Parameter
    private String engine;

    private GuestProgram guest;
    private ServerSocket server;

    @BeforeEach
    void load() throws Exception {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        guest = new GuestProgram("sockets", engine);
    }

    @AfterEach
    void unload() throws Exception {
        guest.close();
        server.close();
    }

    @Test
    void conversesOverTcp() throws Exception {
        FutureTask<Boolean> peer = inBackground(() -> {
            try (Socket connection = server.accept()) {
                String said = new String(connection.getInputStream().readAllBytes());
                connection.getOutputStream().write(said.toUpperCase(Locale.ROOT).getBytes());
            }
            return true;
        });
        assertEquals(new WitValue.Str("GRÜSSE"), converse(allowing("127.0.0.1:" + port()), port()));
        assertEquals(true, peer.get(20, TimeUnit.SECONDS));
        assertEquals(DENIED, converse(allowing("127.0.0.1:1"), port()));
        assertEquals(DENIED, converse(allowing("*"), port()));
        assertEquals(DENIED, converse(Grant.nothing(), port()));
        assertEquals(REFUSED, converse(allowing("127.0.0.1:1"), 1));
    }

    @Test
    void learnsOfAReset() throws Exception {
        inBackground(() -> {
            Socket connection = server.accept();
            connection.setSoLinger(true, 0);
            int _ = connection.getInputStream().read();
            connection.close();
            return true;
        });
        assertEquals(RESET, converse(allowing("127.0.0.1"), port()));
    }

    private WitValue converse(Grant grant, int port) {
        return guest.call(grant, "converse", new WitValue.U16(port), new WitValue.Str("grüsse"));
    }

    @Test
    void exchangesDatagrams() throws Exception {
        try (DatagramSocket peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            inBackground(() -> {
                var packet = new DatagramPacket(new byte[100], 100);
                peer.receive(packet);
                byte[] answer = (new String(packet.getData(), 0, packet.getLength()) + ", pong").getBytes();
                peer.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                return true;
            });
            int port = peer.getLocalPort();
            assertEquals(new WitValue.Str("ping, pong from " + port), exchange(allowing("127.0.0.1:" + port), port));
            assertEquals(DENIED, exchange(Grant.nothing(), port));
        }
    }

    private WitValue exchange(Grant grant, int port) {
        return guest.call(grant, "exchange", new WitValue.U16(port), new WitValue.Str("ping"));
    }

    @Test
    void looksUpGrantedNamesOnly() {
        assertEquals(new WitValue.Str("127.0.0.1"), lookUp("localhost", "localhost"));
        assertEquals(DENIED, lookUp("example.com", "localhost"));
        assertEquals(INVALID, lookUp("*", "a b"));
    }

    private WitValue lookUp(String allowed, String name) {
        return guest.call(allowing(allowed), "look-up", new WitValue.Str(name));
    }

    @Test
    void neverListens() {
        assertEquals(DENIED, guest.call(allowing("*"), "listen"));
    }

    @Test
    void endsAtItsDeadlineWhenAPeerSaysNothing() throws Exception {
        FutureTask<Integer> peer = inBackground(this::nextByte);
        Grant hasty = allowing("127.0.0.1").with(ResourceLimits.defaults().withTime(Duration.ofMillis(300)));
        assertInstanceOf(TimedOut.class, guest.outcome(hasty, "wait", new WitValue.U16(port())));
        assertEquals(-1, peer.get(20, TimeUnit.SECONDS));
    }

    @Test
    void closesItsConnectionsWhenItTraps() throws Exception {
        FutureTask<Integer> peer = inBackground(this::nextByte);
        assertInstanceOf(Trapped.class, guest.outcome(allowing("127.0.0.1"), "break-off", new WitValue.U16(port())));
        assertEquals(-1, peer.get(20, TimeUnit.SECONDS));
    }

    private int nextByte() throws Exception {
        try (Socket connection = server.accept()) {
            return connection.getInputStream().read();
        }
    }

    private int port() {
        return server.getLocalPort();
    }

    private static <T> FutureTask<T> inBackground(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Thread.ofPlatform().daemon().start(future);
        return future;
    }

    private static Grant allowing(String host) {
        return Grant.nothing().with(new NetworkGrant(List.of(new NetworkPermission.Host(host)), List.of()));
    }
}
