package dev.wassette.wasi.sockets;

import static dev.wassette.component.testkit.host.HostDriver.u64;
import static dev.wassette.wasi.sockets.SocketGuest.STREAMS;
import static dev.wassette.wasi.sockets.SocketGuest.TCP;
import static dev.wassette.wasi.sockets.SocketGuest.v4;
import static dev.wassette.wasi.sockets.SocketGuest.v6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.wit.WitValue;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Connections to real peers on loopback.
@Timeout(60)
class TcpTest {
    private static final WitValue RECEIVE = new WitValue.Enum(0);
    private static final WitValue SEND = new WitValue.Enum(1);
    private static final WitValue BOTH = new WitValue.Enum(2);

    private SocketGuest guest;

    @AfterEach
    void close() {
        if (guest != null) {
            guest.close();
        }
    }

    private SocketGuest.Connection connectTo(Peer peer) {
        guest = SocketGuest.allowed(peer.host());
        return guest.connect(peer.port());
    }

    @Test
    void speaksWithAPeer() throws Exception {
        try (Peer peer = Peer.echo()) {
            var connection = connectTo(peer);
            assertEquals("ok", guest.write(connection, "hello"));
            assertEquals("hello", guest.read(connection));
            assertEquals("ok(ipv4({" + peer.port() + ", (127, 0, 0, 1)}))",
                    guest.tcp(connection.socket(), "remote-address"));
            assertTrue(guest.tcp(connection.socket(), "local-address").contains("(127, 0, 0, 1)"));
            guest.drop(connection);
        }
    }

    @Test
    void seesTheEndOfEachDirectionOnItsOwn() throws Exception {
        try (Peer peer = new Peer(connection -> {
            byte[] all = connection.getInputStream().readAllBytes();
            connection.getOutputStream().write(("got " + all.length).getBytes(StandardCharsets.UTF_8));
            return "";
        })) {
            var connection = connectTo(peer);
            guest.write(connection, "12345");
            assertEquals("ok", guest.tcp(connection.socket(), "shutdown", SEND));
            assertEquals("ok", guest.tcp(connection.socket(), "shutdown", SEND));
            assertEquals("got 5", guest.read(connection));
            assertEquals("err(closed)", guest.read(connection));
            assertEquals("err(closed)", guest.write(connection, "more"));
        }
    }

    @Test
    void readsNothingAfterItShutItsInputDown() throws Exception {
        try (Peer peer = Peer.echo()) {
            var connection = connectTo(peer);
            guest.write(connection, "hello");
            guest.block(STREAMS, "input-stream", connection.input());
            assertEquals("ok", guest.tcp(connection.socket(), "shutdown", RECEIVE));
            assertEquals("err(closed)", guest.read(connection));
            assertEquals("ok", guest.tcp(connection.socket(), "shutdown", BOTH));
        }
    }

    @Test
    void learnsOfAReset() throws Exception {
        var connected = new CountDownLatch(1);
        try (Peer peer = new Peer(connection -> {
            connection.setOption(StandardSocketOptions.SO_LINGER, 0);
            connected.await();
            return "";
        })) {
            var connection = connectTo(peer);
            connected.countDown();
            String said = guest.read(connection);
            assertTrue(said.startsWith("err(last-operation-failed(error#"), said);
            assertEquals("err(closed)", guest.read(connection));
        }
    }

    @Test
    void tellsTheCodeOfAFailedStream() throws Exception {
        var connected = new CountDownLatch(1);
        try (Peer peer = new Peer(connection -> {
            connection.setOption(StandardSocketOptions.SO_LINGER, 0);
            connected.await();
            return "";
        })) {
            var connection = connectTo(peer);
            connected.countDown();
            var result = (WitValue.Result) guest.host.call(STREAMS, "[method]input-stream.blocking-read",
                    connection.input(), u64(1)).orElseThrow();
            guest.host.call("wasi:sockets/network", "network-error-code",
                    HostDriver.handle(result.payload().orElseThrow()));
            assertEquals("some(connection-reset)", guest.said());
        }
    }

    @Test
    void waitsForAPeerThatDoesNotRead() throws Exception {
        var mayRead = new CountDownLatch(1);
        long total = 20L << 20;
        try (Peer peer = new Peer(connection -> {
            mayRead.await();
            return String.valueOf(connection.getInputStream().readAllBytes().length);
        })) {
            var connection = connectTo(peer);
            long sent = 0;
            boolean waited = false;
            while (sent < total) {
                long permit = guest.permit(connection);
                if (permit == 0) {
                    assertFalse(guest.isReady(STREAMS, "output-stream", connection.output()) && !waited);
                    waited = true;
                    mayRead.countDown();
                    guest.block(STREAMS, "output-stream", connection.output());
                    continue;
                }
                int length = (int) Math.min(permit, total - sent);
                guest.host.call(STREAMS, "[method]output-stream.write", connection.output(),
                        new WitValue.Bytes(new byte[length]));
                sent += length;
            }
            guest.host.call(STREAMS, "[method]output-stream.blocking-flush", connection.output());
            guest.tcp(connection.socket(), "shutdown", SEND);
            assertEquals(String.valueOf(total), peer.result());
            assertTrue(waited);
        }
    }

    /// The guest does something else, or ends its output, before the peer has taken everything.
    @Test
    void sendsWhatIsLeftWithoutBeingAsked() throws Exception {
        var mayRead = new CountDownLatch(1);
        try (Peer peer = new Peer(connection -> {
            mayRead.await();
            return String.valueOf(connection.getInputStream().readAllBytes().length);
        })) {
            var connection = connectTo(peer);
            long sent = 0;
            for (long permit; (permit = guest.permit(connection)) > 0; sent += permit) {
                guest.host.call(STREAMS, "[method]output-stream.write", connection.output(),
                        new WitValue.Bytes(new byte[(int) permit]));
            }
            assertEquals("ok", guest.tcp(connection.socket(), "shutdown", SEND));
            mayRead.countDown();
            assertEquals(String.valueOf(sent), peer.result());
        }
    }

    @Test
    void waitsForAnAnswer() throws Exception {
        var mayAnswer = new CountDownLatch(1);
        try (Peer peer = new Peer(connection -> {
            mayAnswer.await();
            connection.getOutputStream().write('x');
            return "";
        })) {
            var connection = connectTo(peer);
            assertFalse(guest.isReady(STREAMS, "input-stream", connection.input()));
            guest.host.call(STREAMS, "[method]input-stream.read", connection.input(), u64(10));
            assertEquals("ok(\"\")", guest.said());
            mayAnswer.countDown();
            assertEquals("x", guest.read(connection));
        }
    }

    @Test
    void readsEverythingThatThePeerSends() throws Exception {
        try (Peer peer = new Peer(connection -> {
            connection.getOutputStream().write(new byte[3_000_000]);
            return "";
        })) {
            var connection = connectTo(peer);
            long received = 0;
            for (String some; !(some = guest.read(connection)).equals("err(closed)"); received += some.length()) {
                assertTrue(some.length() <= 65_536);
            }
            assertEquals(3_000_000, received);
        }
    }

    @Test
    void learnsThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        guest = SocketGuest.allowed("127.0.0.1");
        WitValue.Handle socket = guest.tcp();
        assertEquals("ok", guest.startConnect(socket, v4("127.0.0.1", port)));
        guest.block(TCP, "tcp-socket", socket);
        assertEquals("err(connection-refused)", guest.tcp(socket, "finish-connect"));
        assertEquals("err(not-in-progress)", guest.tcp(socket, "finish-connect"));
        assertEquals("err(invalid-state)", guest.startConnect(socket, v4("127.0.0.1", port)));
    }

    @Test
    void keepsTheOrderOfOperations() throws Exception {
        try (Peer peer = Peer.echo()) {
            guest = SocketGuest.allowed("127.0.0.1");
            WitValue.Handle socket = guest.tcp();
            assertEquals("err(not-in-progress)", guest.tcp(socket, "finish-connect"));
            assertEquals("err(not-in-progress)", guest.tcp(socket, "finish-bind"));
            assertEquals("err(invalid-state)", guest.tcp(socket, "local-address"));
            assertEquals("err(invalid-state)", guest.tcp(socket, "remote-address"));
            assertEquals("err(invalid-state)", guest.tcp(socket, "shutdown", BOTH));
            assertEquals("err(invalid-state)", guest.tcp(socket, "start-listen"));
            assertEquals("err(not-in-progress)", guest.tcp(socket, "finish-listen"));
            assertEquals("err(invalid-state)", guest.tcp(socket, "accept"));
            assertEquals("false", guest.tcp(socket, "is-listening"));
            assertEquals("ipv4", guest.tcp(socket, "address-family"));

            assertEquals("ok", guest.tcp(socket, "start-bind", guest.network, v4("0.0.0.0", 0)));
            assertEquals("err(invalid-state)", guest.tcp(socket, "start-bind", guest.network, v4("0.0.0.0", 0)));
            assertEquals("err(concurrency-conflict)", guest.startConnect(socket, v4("127.0.0.1", peer.port())));
            assertEquals("err(invalid-state)", guest.tcp(socket, "local-address"));
            assertEquals("ok", guest.tcp(socket, "finish-bind"));
            assertEquals("err(access-denied)", guest.tcp(socket, "start-listen"));

            assertEquals("ok", guest.startConnect(socket, v4("127.0.0.1", peer.port())));
            assertEquals("err(concurrency-conflict)", guest.startConnect(socket, v4("127.0.0.1", peer.port())));
            guest.block(TCP, "tcp-socket", socket);
            assertTrue(guest.tcp(socket, "finish-connect").startsWith("ok((input-stream#"));
            assertEquals("err(not-in-progress)", guest.tcp(socket, "finish-connect"));
            assertEquals("err(invalid-state)", guest.startConnect(socket, v4("127.0.0.1", peer.port())));
            assertEquals("err(invalid-state)", guest.tcp(socket, "start-listen"));
            assertEquals("err(invalid-state)", guest.tcp(socket, "start-bind", guest.network, v4("0.0.0.0", 0)));
        }
    }

    @Test
    void setsOptionsWithinBounds() {
        guest = SocketGuest.allowed();
        WitValue.Handle socket = guest.tcp();
        assertEquals("ok(false)", guest.tcp(socket, "keep-alive-enabled"));
        assertEquals("ok", guest.tcp(socket, "set-keep-alive-enabled", new WitValue.Bool(true)));
        assertEquals("ok(true)", guest.tcp(socket, "keep-alive-enabled"));
        assertEquals("ok", guest.tcp(socket, "set-keep-alive-count", new WitValue.U32(7)));
        assertEquals("ok(7)", guest.tcp(socket, "keep-alive-count"));
        assertEquals("ok", guest.tcp(socket, "set-keep-alive-count", new WitValue.U32(0xffff_ffffL)));
        assertEquals("err(invalid-argument)", guest.tcp(socket, "set-keep-alive-count", new WitValue.U32(0)));
        for (String option : new String[] {"keep-alive-idle-time", "keep-alive-interval"}) {
            assertEquals("ok", guest.tcp(socket, "set-" + option, u64(1_500_000_000)));
            assertEquals("ok(2000000000)", guest.tcp(socket, option));
            assertEquals("ok", guest.tcp(socket, "set-" + option, u64(-1)));
            assertEquals("err(invalid-argument)", guest.tcp(socket, "set-" + option, u64(0)));
        }
        for (String option : new String[] {"receive-buffer-size", "send-buffer-size"}) {
            assertEquals("ok", guest.tcp(socket, "set-" + option, u64(-1)));
            long size = Long.parseLong(guest.tcp(socket, option).replaceAll("\\D", ""));
            assertTrue(size > 0 && size <= 4 << 20, () -> option + " is " + size);
            assertEquals("err(invalid-argument)", guest.tcp(socket, "set-" + option, u64(0)));
        }
        assertEquals("err(not-supported)", guest.tcp(socket, "hop-limit"));
        assertEquals("err(not-supported)", guest.tcp(socket, "set-hop-limit", new WitValue.U8(3)));
        assertEquals("err(invalid-argument)", guest.tcp(socket, "set-hop-limit", new WitValue.U8(0)));
        assertEquals("ok", guest.tcp(socket, "set-listen-backlog-size", u64(10)));
        assertEquals("err(invalid-argument)", guest.tcp(socket, "set-listen-backlog-size", u64(0)));
    }

    @Test
    void speaksIpv6() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            guest = SocketGuest.allowed("[::1]:" + server.getLocalPort());
            WitValue.Handle socket = guest.tcp6();
            assertEquals("ok", guest.startConnect(socket, v6("0:0:0:0:0:0:0:1", server.getLocalPort())));
            guest.block(TCP, "tcp-socket", socket);
            assertTrue(guest.tcp(socket, "finish-connect").startsWith("ok("));
            assertEquals("ok(ipv6({" + server.getLocalPort() + ", 0, (0, 0, 0, 0, 0, 0, 0, 1), 0}))",
                    guest.tcp(socket, "remote-address"));
            assertEquals("ipv6", guest.tcp(socket, "address-family"));
        } catch (java.net.SocketException e) {
            assumeTrue(false, "there is no IPv6 here: " + e.getMessage());
        }
    }

    @Test
    void closesEverythingWithTheContext() throws Exception {
        var accepted = new CountDownLatch(1);
        try (Peer peer = new Peer(connection -> {
            accepted.countDown();
            return String.valueOf(connection.getInputStream().read());
        })) {
            connectTo(peer);
            accepted.await();
            guest.close();
            assertEquals("-1", peer.result());
        }
    }

    /// Neither descriptors nor threads, from guests that end in the middle of everything.
    @Test
    void leavesNothingBehind() throws Exception {
        long before = openFiles();
        for (int i = 0; i < 200; i++) {
            try (Peer peer = Peer.echo(); SocketGuest each = SocketGuest.allowed("127.0.0.1", "localhost")) {
                var connection = each.connect(peer.port());
                each.write(connection, "hello");
                each.startConnect(each.tcp(), v4("127.0.0.1", peer.port()));
                each.bound(Optional.empty());
                each.lookUp("localhost");
            }
        }
        for (int i = 0; i < 100 && (openFiles() > before + 20 || guestThreads() > 0); i++) {
            Thread.sleep(100);
        }
        assertEquals(0, guestThreads());
        assertTrue(openFiles() <= before + 20, () -> before + " open files have become " + openFiles());
    }

    private static long guestThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(each -> each.getName().endsWith(" a guest")).count();
    }

    /// {@return how many descriptors this process has; 0 where the system does not tell}
    private static long openFiles() {
        String[] all = new File("/proc/self/fd").list();
        return all == null ? 0 : all.length;
    }

    @Test
    void tellsThePeerWhenTheSocketIsDropped() throws Exception {
        try (Peer peer = new Peer(connection -> String.valueOf(connection.getInputStream().read()))) {
            guest = SocketGuest.allowed(peer.host());
            guest.drop(guest.connect(peer.port()));
            assertEquals("-1", peer.result());
        }
    }

    @Test
    void trapsWhenASocketIsDroppedBeforeItsStreams() throws Exception {
        try (Peer peer = Peer.echo()) {
            var connection = connectTo(peer);
            assertThrows(Trap.class, () -> guest.host.drop(connection.socket()));
        }
    }

    @Test
    void hasABoundedNumberOfSockets() {
        guest = SocketGuest.allowed();
        WitValue.Handle first = guest.tcp();
        for (int i = 1; i < 64; i++) {
            guest.udp();
        }
        guest.host.call("wasi:sockets/tcp-create-socket", "create-tcp-socket", new WitValue.Enum(0));
        assertEquals("err(new-socket-limit)", guest.said());
        guest.host.call("wasi:sockets/udp-create-socket", "create-udp-socket", new WitValue.Enum(0));
        assertEquals("err(new-socket-limit)", guest.said());
        guest.host.drop(first);
        guest.tcp();
    }

    @Test
    void endsWhenItsThreadIsInterruptedWhileItWaits() throws Exception {
        try (Peer peer = Peer.echo()) {
            var connection = connectTo(peer);
            Thread.currentThread().interrupt();
            Trap trap = assertThrows(Trap.class, () -> guest.read(connection));
            assertEquals(Trap.Kind.INTERRUPTED, trap.kind());
            assertFalse(Thread.interrupted());
        }
    }

    /// One `check-write` may permit several writes, and the system may take only part of the first.
    @Test
    void losesNothingOfSeveralWritesOfOnePermit() throws Exception {
        var mayRead = new CountDownLatch(1);
        try (Peer peer = new Peer(connection -> {
            mayRead.await();
            return digest(connection.getInputStream().readAllBytes());
        })) {
            var connection = connectTo(peer);
            var sent = new ByteArrayOutputStream();
            for (long permit = guest.permit(connection); permit > 0; permit = guest.permit(connection)) {
                for (int part = 0; part < 8; part++) {
                    byte[] bytes = new byte[(int) permit / 8];
                    Arrays.fill(bytes, (byte) (sent.size() * 31 + part));
                    guest.host.call(STREAMS, "[method]output-stream.write", connection.output(),
                            new WitValue.Bytes(bytes));
                    sent.writeBytes(bytes);
                }
            }
            mayRead.countDown();
            guest.host.call(STREAMS, "[method]output-stream.blocking-flush", connection.output());
            guest.tcp(connection.socket(), "shutdown", SEND);
            assertEquals(digest(sent.toByteArray()), peer.result());
        }
    }

    private static String digest(byte[] bytes) {
        return bytes.length + " " + Arrays.hashCode(bytes);
    }
}
