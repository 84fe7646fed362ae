package dev.wassette.wasi.sockets;

import dev.wassette.wasi.gate.NetworkFailure;
import dev.wassette.wasi.gate.TcpConnection;
import dev.wassette.wasi.io.ByteSource;
import dev.wassette.wasi.io.StreamError;

/// What the peer sends.
record TcpSource(TcpConnection connection) implements ByteSource {

    @Override
    public byte[] read(int max) throws StreamError {
        try {
            return connection.read(max).orElseThrow(StreamError::closed);
        } catch (NetworkFailure e) {
            throw Sockets.streamError(e);
        }
    }

    @Override
    public long nanosUntilReady() {
        return connection.isReadable() ? 0 : UNTIL_RING;
    }

    /// The socket lives on, and the peer does not notice.
    @Override
    public void close() {}
}
