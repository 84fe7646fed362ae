package dev.wassette.wasi.gate;

import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.limits.WasiLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// A UDP socket. What comes from a peer that the grant does not allow is thrown away unread. Nothing here waits:
/// [#isReadable] tells whether there is a datagram, and when there is not, asks for a ring.
///
/// Used by the thread of the instance.
public final class UdpPort implements AutoCloseable {
    /// How many datagrams of strangers are thrown away before the guest gets its turn again.
    private static final int STRANGERS_AT_A_TIME = 64;

    private final SocketEvents events;
    private final Predicate<Endpoint> allowed;
    private final DatagramChannel channel;
    private final boolean v6;
    private final SelectionKey key;
    private final Runnable onClose;
    private final ByteBuffer buffer = ByteBuffer.allocate(WasiLimits.MAX_DATAGRAM_BYTES);
    private volatile boolean full; // until the thread of the events sees that the system takes datagrams again
    private Datagram next; // received and not yet taken; null when there is none
    private NetworkFailure failure; // not told yet; null when there is none
    private Endpoint peer; // null while not connected
    private boolean closed;

    /// @param from who sent it
    public record Datagram(byte[] data, Endpoint from) {
        public Datagram {
            Objects.requireNonNull(data);
            Objects.requireNonNull(from);
        }
    }

    /// @param allowed asked for everybody that a datagram goes to or comes from
    /// @param onClose called once
    UdpPort(Grant grant, SocketEvents events, Predicate<Endpoint> allowed, boolean v6, Runnable onClose)
            throws IOException {
        Objects.requireNonNull(grant);
        this.events = events;
        this.allowed = allowed;
        this.v6 = v6;
        this.onClose = onClose;
        channel = DatagramChannel.open(v6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            key = events.watch(channel, () -> full = false);
        } catch (IOException | RuntimeException e) {
            SocketEvents.closeQuietly(channel);
            throw e;
        }
    }

    /// Takes a free port.
    ///
    /// @param unspecified the unspecified address of the family, with port 0
    public void bind(Endpoint unspecified) throws NetworkFailure {
        attempt(() -> channel.bind(unspecified.toJava()));
    }

    /// Speaks to one peer only from now on, or to all; what others have sent before is thrown away.
    ///
    /// @param only one that the grant allows: see [NetworkGate#allows]
    public void connect(Optional<Endpoint> only) throws NetworkFailure {
        attempt(channel::disconnect);
        peer = only.orElse(null);
        next = null;
        failure = null;
        if (peer != null) {
            attempt(() -> channel.connect(peer.toJava()));
        }
    }

    /// {@return whether there is a datagram or a failure to be received; when not, asks for a ring}
    public boolean isReadable() {
        receiveAhead();
        boolean readable = next != null || failure != null;
        if (!readable) {
            events.ask(key, SelectionKey.OP_READ);
        }
        return readable;
    }

    /// {@return a datagram if there is one just now}
    ///
    /// @throws NetworkFailure once for each failure, such as `connection-refused` when an earlier datagram came back
    public Optional<Datagram> receive() throws NetworkFailure {
        receiveAhead();
        if (failure != null) {
            NetworkFailure happened = failure;
            failure = null;
            throw happened;
        }
        Optional<Datagram> datagram = Optional.ofNullable(next);
        next = null;
        return datagram;
    }

    private void receiveAhead() {
        try {
            for (int i = 0; i < STRANGERS_AT_A_TIME && next == null && failure == null; i++) {
                buffer.clear();
                InetSocketAddress sender = (InetSocketAddress) channel.receive(buffer);
                if (sender == null) {
                    return;
                }
                Endpoint from = Endpoint.of(sender);
                if (from.address().v6() == v6 && (peer == null ? allowed.test(from) : isPeer(from))) {
                    next = new Datagram(Arrays.copyOf(buffer.array(), buffer.position()), from);
                }
            }
        } catch (IOException e) {
            failure = NetworkFailure.of(e);
        }
    }

    private boolean isPeer(Endpoint from) {
        return peer.address().equals(from.address()) && peer.port() == from.port();
    }

    /// {@return whether the system takes datagrams; when not, a ring will tell}
    public boolean isWritable() {
        return !full;
    }

    /// Sends a datagram.
    ///
    /// @param data at most [WasiLimits#MAX_DATAGRAM_BYTES], or it fails as `datagram-too-large`
    /// @param to one that the grant allows; the peer when there is one
    /// @return whether the system took it; when not, asks for a ring
    public boolean send(byte[] data, Endpoint to) throws NetworkFailure {
        int length = data.length;
        if (length > WasiLimits.MAX_DATAGRAM_BYTES) {
            throw new NetworkFailure(NetworkError.DATAGRAM_TOO_LARGE);
        }
        if (length == 0) {
            return sendNothing(to);
        }
        boolean sent = attempt(() -> channel.send(ByteBuffer.wrap(data), to.toJava())) == length;
        if (!sent) {
            full = true;
            events.ask(key, SelectionKey.OP_WRITE);
        }
        return sent;
    }

    /// Sends a datagram without bytes, which the JDK leaves out on a connected channel.
    private boolean sendNothing(Endpoint to) throws NetworkFailure {
        attempt(channel::disconnect);
        attempt(() -> channel.send(ByteBuffer.allocate(0), to.toJava()));
        if (peer != null) {
            attempt(() -> channel.connect(peer.toJava()));
        }
        return true;
    }

    public Endpoint localAddress() throws NetworkFailure {
        return Endpoint.of((InetSocketAddress) attempt(channel::getLocalAddress));
    }

    /// {@return the value, which the system may have rounded}
    public long get(SocketSetting setting) throws NetworkFailure {
        return setting.get(channel);
    }

    /// @param value unsigned
    public void set(SocketSetting setting, long value) throws NetworkFailure {
        setting.set(channel, value);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            SocketEvents.closeQuietly(channel);
            events.forget();
            onClose.run();
        }
    }

    private interface Operation<T> {
        T run() throws IOException;
    }

    private static <T> T attempt(Operation<T> operation) throws NetworkFailure {
        try {
            return operation.run();
        } catch (IOException e) {
            throw NetworkFailure.of(e);
        }
    }
}
