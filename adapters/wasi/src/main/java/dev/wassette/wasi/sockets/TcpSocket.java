package dev.wassette.wasi.sockets;

import dev.wassette.wasi.gate.Endpoint;
import dev.wassette.wasi.gate.NetworkError;
import dev.wassette.wasi.gate.NetworkFailure;
import dev.wassette.wasi.gate.NetworkGate;
import dev.wassette.wasi.gate.TcpConnection;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.InputStream;
import dev.wassette.wasi.io.OutputStream;
import dev.wassette.wasi.io.Readiness;

/// `wasi:sockets/tcp.tcp-socket`: connects, and never listens. The states and what each operation says in the wrong one
/// are those of `wasi:sockets`.
final class TcpSocket extends HostResource implements Readiness {
    private enum State { UNBOUND, BIND_STARTED, BOUND, CONNECTING, CONNECTED, CLOSED }

    /// The two streams of a connection.
    record Streams(InputStream input, OutputStream output) {}

    private final TcpConnection connection;
    private final boolean v6;
    private State state = State.UNBOUND;
    private boolean established;
    private NetworkFailure failure; // why it could not connect; null while it may

    TcpSocket(HostResources resources, TcpConnection connection, boolean v6) {
        super(TcpWit.TCP_SOCKET, resources);
        this.connection = connection;
        this.v6 = v6;
    }

    boolean v6() {
        return v6;
    }

    /// Binds to a free port on every address. To listen there is refused, so another port or address is of no use but
    /// to take it away from others, or to find out which ones there are.
    void startBind(Endpoint local) throws NetworkFailure {
        require(state == State.UNBOUND, NetworkError.INVALID_STATE);
        require(Addresses.isUnspecified(local) && local.port() == 0, NetworkError.ACCESS_DENIED);
        connection.bind(local);
        state = State.BIND_STARTED;
    }

    void finishBind() throws NetworkFailure {
        require(state == State.BIND_STARTED, NetworkError.NOT_IN_PROGRESS);
        state = State.BOUND;
    }

    void startConnect(NetworkGate gate, Endpoint peer) throws NetworkFailure {
        require(state != State.CONNECTING && state != State.BIND_STARTED, NetworkError.CONCURRENCY_CONFLICT);
        require(state == State.UNBOUND || state == State.BOUND, NetworkError.INVALID_STATE);
        require(!Addresses.isUnspecified(peer) && peer.port() != 0, NetworkError.INVALID_ARGUMENT);
        try {
            gate.connect(connection, peer);
        } catch (NetworkFailure e) {
            if (e.error() == NetworkError.ACCESS_DENIED) {
                throw e;
            }
            failure = e; // finish-connect tells, as it does when the system takes longer to find out
        }
        state = State.CONNECTING;
    }

    Streams finishConnect() throws NetworkFailure {
        require(state == State.CONNECTING, NetworkError.NOT_IN_PROGRESS);
        require(nanosUntilReady() == 0, NetworkError.WOULD_BLOCK);
        if (failure != null) {
            state = State.CLOSED;
            throw failure;
        }
        state = State.CONNECTED;
        return new Streams(new InputStream(this, new TcpSource(connection)),
                new OutputStream(this, new TcpSink(connection)));
    }

    @Override
    public long nanosUntilReady() {
        return state != State.CONNECTING || failure != null || establish() ? 0 : UNTIL_RING;
    }

    /// {@return whether there is a connection, or will be none}
    private boolean establish() {
        try {
            established = established || connection.isConnected();
            return established;
        } catch (NetworkFailure e) {
            failure = e;
            return true;
        }
    }

    void startListen() throws NetworkFailure {
        require(state != State.CONNECTING && state != State.BIND_STARTED, NetworkError.CONCURRENCY_CONFLICT);
        require(state == State.BOUND, NetworkError.INVALID_STATE);
        throw new NetworkFailure(NetworkError.ACCESS_DENIED);
    }

    void setListenBacklogSize(long size) throws NetworkFailure {
        require(size != 0, NetworkError.INVALID_ARGUMENT);
        require(state == State.UNBOUND || state == State.BIND_STARTED || state == State.BOUND,
                NetworkError.INVALID_STATE);
    }

    Endpoint localAddress() throws NetworkFailure {
        require(state == State.BOUND || state == State.CONNECTED, NetworkError.INVALID_STATE);
        return connection.localAddress();
    }

    Endpoint remoteAddress() throws NetworkFailure {
        return connected().remoteAddress();
    }

    void shutdown(boolean receive, boolean send) throws NetworkFailure {
        connected();
        if (receive) {
            connection.endInput();
        }
        if (send) {
            connection.endOutput();
        }
    }

    private TcpConnection connected() throws NetworkFailure {
        require(state == State.CONNECTED, NetworkError.INVALID_STATE);
        return connection;
    }

    /// {@return the connection, for its options}
    TcpConnection configurable() throws NetworkFailure {
        require(state != State.CONNECTING && state != State.CLOSED, NetworkError.INVALID_STATE);
        return connection;
    }

    private static void require(boolean holds, NetworkError otherwise) throws NetworkFailure {
        if (!holds) {
            throw new NetworkFailure(otherwise);
        }
    }

    @Override
    protected void released() {
        connection.close();
    }
}
