package dev.wassette.wasi.sockets;

import dev.wassette.component.engine.Trap;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.gate.Endpoint;
import dev.wassette.wasi.gate.NetworkError;
import dev.wassette.wasi.gate.NetworkFailure;
import dev.wassette.wasi.gate.NetworkGate;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.Readiness;
import dev.wassette.wasi.limits.WasiLimits;
import java.util.List;
import java.util.Optional;

/// `wasi:sockets/udp.outgoing-datagram-stream`.
final class OutgoingDatagrams extends HostResource implements Readiness {
    private final UdpSocket socket;
    private int permit;

    OutgoingDatagrams(UdpSocket socket) {
        super(UdpWit.OUTGOING, socket);
        this.socket = socket;
        socket.streamOpened();
    }

    int checkSend() {
        permit = socket.port().isWritable() ? WasiLimits.MAX_DATAGRAMS : 0;
        return permit;
    }

    /// Sends them in order.
    ///
    /// @param datagrams each an `outgoing-datagram`
    /// @return how many the system took
    /// @throws NetworkFailure when the first could not be sent
    /// @throws Trap when there are more than [#checkSend] has permitted
    int send(NetworkGate gate, List<WitValue> datagrams) throws NetworkFailure {
        if (datagrams.size() > permit) {
            throw new Trap(Trap.Kind.HOST, "the guest sends " + datagrams.size() + " datagrams and may send " + permit);
        }
        permit = 0;
        int sent = 0;
        for (WitValue each : datagrams) {
            try {
                if (!send(gate, each)) {
                    return sent;
                }
                sent++;
            } catch (NetworkFailure e) {
                if (sent == 0) {
                    throw e;
                }
                return sent; // the guest sends the rest again, and is told then
            }
        }
        return sent;
    }

    private boolean send(NetworkGate gate, WitValue datagram) throws NetworkFailure {
        List<WitValue> fields = ((WitValue.Record) datagram).fields();
        Endpoint to = receiver(((WitValue.Option) fields.getLast()).some());
        UdpSocket.requireSendable(to);
        gate.requireAllowed(to);
        return socket.port().send(((WitValue.Bytes) fields.getFirst()).bytes(), to);
    }

    private Endpoint receiver(Optional<WitValue> address) throws NetworkFailure {
        if (address.isEmpty()) {
            return socket.peer().orElseThrow(OutgoingDatagrams::invalid);
        }
        Endpoint to = Addresses.endpoint(address.get(), socket.v6());
        if (socket.peer().isPresent() && !socket.peer().get().equals(to)) {
            throw invalid();
        }
        return to;
    }

    private static NetworkFailure invalid() {
        return new NetworkFailure(NetworkError.INVALID_ARGUMENT);
    }

    @Override
    public long nanosUntilReady() {
        return socket.port().isWritable() ? 0 : UNTIL_RING;
    }

    @Override
    protected void released() {
        socket.streamDropped();
    }
}
