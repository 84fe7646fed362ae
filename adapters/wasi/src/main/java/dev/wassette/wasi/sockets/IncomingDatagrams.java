package dev.wassette.wasi.sockets;

import dev.wassette.wasi.gate.NetworkFailure;
import dev.wassette.wasi.gate.UdpPort.Datagram;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.Readiness;
import dev.wassette.wasi.limits.WasiLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `wasi:sockets/udp.incoming-datagram-stream`.
final class IncomingDatagrams extends HostResource implements Readiness {
    private final UdpSocket socket;

    IncomingDatagrams(UdpSocket socket) {
        super(UdpWit.INCOMING, socket);
        this.socket = socket;
        socket.streamOpened();
    }

    /// {@return those that are there, at most so many}
    ///
    /// @param max unsigned; taken as [WasiLimits#MAX_DATAGRAMS] when it is more
    /// @throws NetworkFailure when the first of them is an error; a later one is lost, as UDP may lose everything
    List<Datagram> receive(long max) throws NetworkFailure {
        List<Datagram> received = new ArrayList<>();
        while (received.size() < WasiLimits.MAX_DATAGRAMS && Long.compareUnsigned(received.size(), max) < 0) {
            Optional<Datagram> next = next(received.isEmpty());
            if (next.isEmpty()) {
                break;
            }
            received.add(next.get());
        }
        return received;
    }

    private Optional<Datagram> next(boolean first) throws NetworkFailure {
        try {
            return socket.port().receive();
        } catch (NetworkFailure e) {
            if (first) {
                throw e;
            }
            return Optional.empty();
        }
    }

    @Override
    public long nanosUntilReady() {
        return socket.port().isReadable() ? 0 : UNTIL_RING;
    }

    @Override
    protected void released() {
        socket.streamDropped();
    }
}
