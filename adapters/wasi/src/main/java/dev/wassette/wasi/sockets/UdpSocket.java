package dev.wassette.wasi.sockets;

import dev.wassette.component.engine.Trap;
import dev.wassette.wasi.gate.Endpoint;
import dev.wassette.wasi.gate.NetworkError;
import dev.wassette.wasi.gate.NetworkFailure;
import dev.wassette.wasi.gate.NetworkGate;
import dev.wassette.wasi.gate.UdpPort;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import java.util.Optional;

/// `wasi:sockets/udp.udp-socket`.
final class UdpSocket extends HostResource {
    private enum State { UNBOUND, BIND_STARTED, BOUND }

    /// The two streams of a socket.
    record Streams(IncomingDatagrams incoming, OutgoingDatagrams outgoing) {}

    private final UdpPort port;
    private final boolean v6;
    private State state = State.UNBOUND;
    private Endpoint peer; // null while not connected
    private int liveStreams;

    UdpSocket(HostResources resources, UdpPort port, boolean v6) {
        super(UdpWit.UDP_SOCKET, resources);
        this.port = port;
        this.v6 = v6;
    }

    boolean v6() {
        return v6;
    }

    UdpPort port() {
        return port;
    }

    Optional<Endpoint> peer() {
        return Optional.ofNullable(peer);
    }

    /// Binds to a free port on every address, and to no other: see [TcpSocket#startBind].
    void startBind(Endpoint local) throws NetworkFailure {
        require(state == State.UNBOUND, NetworkError.INVALID_STATE);
        require(Addresses.isUnspecified(local) && local.port() == 0, NetworkError.ACCESS_DENIED);
        port.bind(local);
        state = State.BIND_STARTED;
    }

    void finishBind() throws NetworkFailure {
        require(state == State.BIND_STARTED, NetworkError.NOT_IN_PROGRESS);
        state = State.BOUND;
    }

    /// Begins to send and receive.
    ///
    /// @param only with this peer, when there is one
    /// @throws Trap when the streams of an earlier call are still in use
    Streams stream(NetworkGate gate, Optional<Endpoint> only) throws NetworkFailure {
        if (liveStreams > 0) {
            throw new Trap(Trap.Kind.HOST, "the guest asks for the streams of a UDP socket again while it uses them");
        }
        require(state == State.BOUND, NetworkError.INVALID_STATE);
        if (only.isPresent()) {
            requireSendable(only.get());
            gate.requireAllowed(only.get());
        }
        port.connect(only);
        peer = only.orElse(null);
        return new Streams(new IncomingDatagrams(this), new OutgoingDatagrams(this));
    }

    static void requireSendable(Endpoint to) throws NetworkFailure {
        require(!Addresses.isUnspecified(to) && to.port() != 0, NetworkError.INVALID_ARGUMENT);
    }

    void streamOpened() {
        liveStreams++;
    }

    void streamDropped() {
        liveStreams--;
    }

    Endpoint localAddress() throws NetworkFailure {
        require(state == State.BOUND, NetworkError.INVALID_STATE);
        return port.localAddress();
    }

    Endpoint remoteAddress() throws NetworkFailure {
        require(peer != null, NetworkError.INVALID_STATE);
        return peer;
    }

    private static void require(boolean holds, NetworkError otherwise) throws NetworkFailure {
        if (!holds) {
            throw new NetworkFailure(otherwise);
        }
    }

    @Override
    protected void released() {
        port.close();
    }
}
