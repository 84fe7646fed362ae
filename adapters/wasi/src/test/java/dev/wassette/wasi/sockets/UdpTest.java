package dev.wassette.wasi.sockets;

import static dev.wassette.component.testkit.host.HostDriver.bytes;
import static dev.wassette.component.testkit.host.HostDriver.list;
import static dev.wassette.component.testkit.host.HostDriver.u64;
import static dev.wassette.wasi.sockets.SocketGuest.UDP;
import static dev.wassette.wasi.sockets.SocketGuest.v4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.engine.Trap;
import dev.wassette.domain.wit.WitValue;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Datagrams to and from real peers on loopback.
@Timeout(60)
class UdpTest {
    private DatagramSocket peer;
    private DatagramSocket stranger;
    private SocketGuest guest;

    @BeforeEach
    void open() throws Exception {
        peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        guest = SocketGuest.allowed("127.0.0.1:" + peer.getLocalPort());
    }

    @AfterEach
    void close() {
        guest.close();
        stranger.close();
        peer.close();
    }

    private WitValue peerAddress() {
        return v4("127.0.0.1", peer.getLocalPort());
    }

    private static WitValue datagram(String data, Optional<WitValue> to) {
        return new WitValue.Record(List.of(bytes(data), new WitValue.Option(to)));
    }

    private String checkAndSend(SocketGuest.Datagrams datagrams, WitValue... all) {
        guest.host.call(UDP, "[method]outgoing-datagram-stream.check-send", datagrams.outgoing());
        guest.host.call(UDP, "[method]outgoing-datagram-stream.send", datagrams.outgoing(), list(all));
        return guest.said();
    }

    private String receive(SocketGuest.Datagrams datagrams) {
        guest.host.call(UDP, "[method]incoming-datagram-stream.receive", datagrams.incoming(), u64(-1));
        return guest.said();
    }

    private DatagramPacket receivedByPeer() throws Exception {
        peer.setSoTimeout(10_000);
        var packet = new DatagramPacket(new byte[100_000], 100_000);
        peer.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength());
    }

    private static DatagramPacket to(int port, String text) {
        return new DatagramPacket(text.getBytes(), text.length(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private int portOf(SocketGuest.Datagrams datagrams) {
        String said = guest.udp(datagrams.socket(), "local-address");
        return Integer.parseInt(said.replaceAll("ok\\(ipv4\\(\\{(\\d+),.*", "$1"));
    }

    @Test
    void speaksWithOnePeer() throws Exception {
        var datagrams = guest.bound(Optional.of(peerAddress()));
        assertEquals("ok(2)", checkAndSend(datagrams, datagram("one", Optional.empty()),
                datagram("two", Optional.of(peerAddress()))));
        DatagramPacket packet = receivedByPeer();
        assertEquals("one", text(packet));
        assertEquals("two", text(receivedByPeer()));
        assertFalse(guest.isReady(UDP, "incoming-datagram-stream", datagrams.incoming()));
        peer.send(to(packet.getPort(), "answer"));
        guest.block(UDP, "incoming-datagram-stream", datagrams.incoming());
        assertEquals("ok([{\"answer\", ipv4({" + peer.getLocalPort() + ", (127, 0, 0, 1)})}])", receive(datagrams));
        assertEquals("ok([])", receive(datagrams));
    }

    @Test
    void speaksWithSeveral() throws Exception {
        guest.close();
        guest = SocketGuest.allowed("127.0.0.1");
        var datagrams = guest.bound(Optional.empty());
        assertEquals("ok(1)", checkAndSend(datagrams, datagram("to the peer", Optional.of(peerAddress()))));
        assertEquals("to the peer", text(receivedByPeer()));
        stranger.send(to(portOf(datagrams), "hello"));
        guest.block(UDP, "incoming-datagram-stream", datagrams.incoming());
        assertTrue(receive(datagrams).contains("{\"hello\", ipv4({" + stranger.getLocalPort()));
    }

    @Test
    void neverSeesWhatAStrangerSends() throws Exception {
        for (Optional<WitValue> only : List.of(Optional.<WitValue>empty(), Optional.of(peerAddress()))) {
            var datagrams = guest.bound(only);
            int port = portOf(datagrams);
            for (int i = 0; i < 100; i++) {
                stranger.send(to(port, "from a stranger"));
            }
            peer.send(to(port, "from the peer"));
            guest.block(UDP, "incoming-datagram-stream", datagrams.incoming());
            assertEquals("ok([{\"from the peer\", ipv4({" + peer.getLocalPort() + ", (127, 0, 0, 1)})}])",
                    receive(datagrams));
        }
    }

    @Test
    void sendsToNobodyElse() {
        var connected = guest.bound(Optional.of(peerAddress()));
        WitValue other = v4("127.0.0.1", stranger.getLocalPort());
        assertEquals("err(invalid-argument)", checkAndSend(connected, datagram("x", Optional.of(other))));
        var open = guest.bound(Optional.empty());
        assertEquals("err(access-denied)", checkAndSend(open, datagram("x", Optional.of(other))));
        assertEquals("err(invalid-argument)", checkAndSend(open, datagram("x", Optional.empty())));
        assertEquals("ok(1)", checkAndSend(open, datagram("x", Optional.of(peerAddress())),
                datagram("x", Optional.of(other))));
        guest.host.call(UDP, "[method]udp-socket.stream", guest.udp(), WitValue.Option.some(other));
        assertEquals("err(invalid-state)", guest.said());
        assertEquals(List.of("127.0.0.1:" + stranger.getLocalPort()), guest.denials());
    }

    @Test
    void sendsAndReceivesTheGreatestDatagram() throws Exception {
        peer.setReceiveBufferSize(1 << 18);
        var datagrams = guest.bound(Optional.of(peerAddress()));
        assertEquals("ok(1)", checkAndSend(datagrams, datagram("x".repeat(65_507), Optional.empty())));
        DatagramPacket packet = receivedByPeer();
        assertEquals(65_507, packet.getLength());
        peer.send(to(packet.getPort(), "x".repeat(65_507)));
        guest.block(UDP, "incoming-datagram-stream", datagrams.incoming());
        assertTrue(receive(datagrams).length() > 65_507);
        assertEquals("err(datagram-too-large)",
                checkAndSend(datagrams, datagram("x".repeat(65_508), Optional.empty())));
    }

    @Test
    void sendsAnEmptyDatagram() throws Exception {
        var datagrams = guest.bound(Optional.of(peerAddress()));
        assertEquals("ok(1)", checkAndSend(datagrams, datagram("", Optional.empty())));
        assertEquals(0, receivedByPeer().getLength());
        assertEquals("ok(0)", checkAndSend(datagrams));
    }

    @Test
    void learnsThatNobodyIsThere() throws Exception {
        WitValue address = peerAddress();
        peer.close();
        var datagrams = guest.bound(Optional.of(address));
        checkAndSend(datagrams, datagram("x", Optional.empty()));
        guest.block(UDP, "incoming-datagram-stream", datagrams.incoming());
        assertEquals("err(connection-refused)", receive(datagrams));
    }

    @Test
    void takesAsManyAtATimeAsItAsksFor() throws Exception {
        var datagrams = guest.bound(Optional.of(peerAddress()));
        for (int i = 0; i < 20; i++) {
            peer.send(to(portOf(datagrams), "x"));
        }
        guest.block(UDP, "incoming-datagram-stream", datagrams.incoming());
        guest.host.call(UDP, "[method]incoming-datagram-stream.receive", datagrams.incoming(), u64(0));
        assertEquals("ok([])", guest.said());
        guest.host.call(UDP, "[method]incoming-datagram-stream.receive", datagrams.incoming(), u64(3));
        assertEquals(3, guest.said().split("\"x\"", -1).length - 1);
        assertEquals(16, receive(datagrams).split("\"x\"", -1).length - 1);
        assertEquals(1, receive(datagrams).split("\"x\"", -1).length - 1);
    }

    @Test
    void sendsNoMoreThanItWasPermitted() {
        var datagrams = guest.bound(Optional.of(peerAddress()));
        guest.host.call(UDP, "[method]outgoing-datagram-stream.check-send", datagrams.outgoing());
        assertEquals("ok(16)", guest.said());
        WitValue tooMany = new WitValue.ListOf(
                Stream.generate(() -> datagram("x", Optional.empty())).limit(17).toList());
        assertThrows(Trap.class, () -> guest.host.call(UDP, "[method]outgoing-datagram-stream.send",
                datagrams.outgoing(), tooMany));
    }

    @Test
    void keepsTheOrderOfOperations() {
        WitValue.Handle socket = guest.udp();
        assertEquals("err(not-in-progress)", guest.udp(socket, "finish-bind"));
        assertEquals("err(invalid-state)", guest.udp(socket, "local-address"));
        assertEquals("err(invalid-state)", guest.udp(socket, "remote-address"));
        assertEquals("err(invalid-state)", guest.udp(socket, "stream", WitValue.Option.none()));
        assertEquals("ok", guest.udp(socket, "start-bind", guest.network, v4("0.0.0.0", 0)));
        assertEquals("err(invalid-state)", guest.udp(socket, "start-bind", guest.network, v4("0.0.0.0", 0)));
        assertEquals("ok", guest.udp(socket, "finish-bind"));
        var connected = guest.streams(socket, Optional.of(peerAddress()));
        assertThrows(Trap.class, () -> guest.udp(socket, "stream", WitValue.Option.none()));
        assertEquals("ok(ipv4({" + peer.getLocalPort() + ", (127, 0, 0, 1)}))", guest.udp(socket, "remote-address"));
        guest.host.drop(connected.incoming());
        guest.host.drop(connected.outgoing());
        guest.streams(socket, Optional.empty());
        assertEquals("err(invalid-state)", guest.udp(socket, "remote-address"));
        assertEquals("ipv4", guest.udp(socket, "address-family"));
    }

    @Test
    void setsOptionsWithinBounds() {
        WitValue.Handle socket = guest.udp();
        for (String option : List.of("receive-buffer-size", "send-buffer-size")) {
            assertEquals("ok", guest.udp(socket, "set-" + option, u64(-1)));
            long size = Long.parseLong(guest.udp(socket, option).replaceAll("\\D", ""));
            assertTrue(size > 0 && size <= 4 << 20, () -> option + " is " + size);
            assertEquals("err(invalid-argument)", guest.udp(socket, "set-" + option, u64(0)));
        }
        assertEquals("err(not-supported)", guest.udp(socket, "unicast-hop-limit"));
        assertEquals("err(not-supported)", guest.udp(socket, "set-unicast-hop-limit", new WitValue.U8(3)));
        assertEquals("err(invalid-argument)", guest.udp(socket, "set-unicast-hop-limit", new WitValue.U8(0)));
    }
}
