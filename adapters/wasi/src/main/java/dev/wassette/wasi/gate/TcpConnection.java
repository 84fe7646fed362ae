package dev.wassette.wasi.gate;

import dev.wassette.domain.policy.Grant;
import dev.wassette.wasi.limits.WasiLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Optional;

/// A TCP socket that can connect, and not listen. Nothing here waits: [#isConnected], [#isReadable] and [#permit] tell
/// whether there is something to do, and when there is not, ask for a ring.
///
/// Used by the thread of the instance. What it has written and the system has not taken yet leaves by the thread of
/// [SocketEvents].
public final class TcpConnection implements AutoCloseable {
    private final SocketEvents events;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Runnable onClose;
    private ByteBuffer ahead = ByteBuffer.allocate(0); // read and not yet taken; made by the first read
    private boolean inputEnded;
    private NetworkFailure inputFailure; // null while all is well
    private boolean closed;

    private final Object outgoing = new Object();
    private ByteBuffer left = ByteBuffer.allocate(0); // written and not yet sent; guarded by outgoing
    private boolean outputEnds; // guarded by outgoing
    private NetworkFailure outputFailure; // null while all is well; guarded by outgoing

    /// @param onClose called once
    TcpConnection(Grant grant, SocketEvents events, boolean v6, Runnable onClose) throws IOException {
        Objects.requireNonNull(grant);
        this.events = events;
        this.onClose = onClose;
        channel = SocketChannel.open(v6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            key = events.watch(channel, this::sendWhatIsLeft);
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

    /// Begins to connect.
    ///
    /// @param peer one that the grant allows: see [NetworkGate#allows]
    void connect(Endpoint peer) throws NetworkFailure {
        attempt(() -> channel.connect(peer.toJava()));
    }

    /// {@return whether the connection that was begun is there; when not, asks for a ring}
    ///
    /// @throws NetworkFailure when it has failed
    public boolean isConnected() throws NetworkFailure {
        boolean connected = attempt(channel::finishConnect);
        if (!connected) {
            events.ask(key, SelectionKey.OP_CONNECT);
        }
        return connected;
    }

    /// {@return whether there are bytes, the end or a failure to be read; when not, asks for a ring}
    public boolean isReadable() {
        readAhead();
        boolean readable = ahead.hasRemaining() || inputEnded || inputFailure != null;
        if (!readable) {
            events.ask(key, SelectionKey.OP_READ);
        }
        return readable;
    }

    private void readAhead() {
        if (ahead.hasRemaining() || inputEnded || inputFailure != null) {
            return;
        }
        if (ahead.capacity() == 0) {
            ahead = ByteBuffer.allocate(WasiLimits.MAX_READ_BYTES);
        }
        ahead.clear();
        try {
            inputEnded = channel.read(ahead) < 0;
        } catch (IOException e) {
            inputFailure = NetworkFailure.of(e);
        }
        ahead.flip();
    }

    /// Reads what is there.
    ///
    /// @param max 0 or more
    /// @return no bytes when there are none just now; empty at the end
    /// @throws NetworkFailure when the connection has failed
    public Optional<byte[]> read(int max) throws NetworkFailure {
        readAhead();
        if (!ahead.hasRemaining() && inputFailure != null) {
            throw inputFailure;
        }
        if (!ahead.hasRemaining() && inputEnded) {
            return Optional.empty();
        }
        byte[] bytes = new byte[Math.min(max, ahead.remaining())];
        ahead.get(bytes);
        return Optional.of(bytes);
    }

    /// {@return how many bytes the next write may have: none while earlier ones wait to be sent, and then it rings when
    /// they are gone; empty when no more can be written}
    ///
    /// @throws NetworkFailure when sending has failed
    public Optional<Integer> permit() throws NetworkFailure {
        synchronized (outgoing) {
            if (outputFailure != null) {
                throw outputFailure;
            }
            if (outputEnds) {
                return left.hasRemaining() ? Optional.of(0) : Optional.empty();
            }
            return Optional.of(left.hasRemaining() ? 0 : WasiLimits.MAX_SOCKET_WRITE_BYTES);
        }
    }

    /// Sends bytes, at once or as soon as the system takes them.
    ///
    /// @param length at most the permit, with what was written since it was given
    public void write(byte[] bytes, int offset, int length) throws NetworkFailure {
        synchronized (outgoing) {
            ByteBuffer some = ByteBuffer.wrap(bytes, offset, length);
            if (!left.hasRemaining()) {
                attempt(() -> channel.write(some));
            }
            if (some.hasRemaining()) {
                left = ByteBuffer.allocate(left.remaining() + some.remaining()).put(left).put(some).flip();
                events.ask(key, SelectionKey.OP_WRITE);
            }
        }
    }

    private void sendWhatIsLeft() {
        synchronized (outgoing) {
            try {
                channel.write(left);
                if (left.hasRemaining()) {
                    events.ask(key, SelectionKey.OP_WRITE);
                } else if (outputEnds) {
                    channel.shutdownOutput();
                }
            } catch (IOException e) {
                outputFailure = NetworkFailure.of(e);
                left = ByteBuffer.allocate(0);
            }
        }
    }

    /// Sends the end of the stream to the peer, after what was written.
    public void endOutput() throws NetworkFailure {
        synchronized (outgoing) {
            boolean already = outputEnds;
            outputEnds = true;
            if (!already && !left.hasRemaining() && outputFailure == null) {
                attempt(channel::shutdownOutput);
            }
        }
    }

    /// Reads no more; what has not been read is lost.
    public void endInput() throws NetworkFailure {
        inputEnded = true;
        ahead = ByteBuffer.allocate(0);
        attempt(channel::shutdownInput);
    }

    public Endpoint localAddress() throws NetworkFailure {
        return Endpoint.of((InetSocketAddress) attempt(channel::getLocalAddress));
    }

    public Endpoint remoteAddress() throws NetworkFailure {
        return Endpoint.of((InetSocketAddress) attempt(channel::getRemoteAddress));
    }

    /// {@return the value, which the system may have rounded}
    public long get(SocketSetting setting) throws NetworkFailure {
        return setting.get(channel);
    }

    /// @param value unsigned
    public void set(SocketSetting setting, long value) throws NetworkFailure {
        setting.set(channel, value);
    }

    public boolean keepsAlive() throws NetworkFailure {
        return attempt(() -> channel.getOption(StandardSocketOptions.SO_KEEPALIVE));
    }

    public void setKeepsAlive(boolean enabled) throws NetworkFailure {
        attempt(() -> channel.setOption(StandardSocketOptions.SO_KEEPALIVE, enabled));
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
