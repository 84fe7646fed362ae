package dev.wassette.wasi.sockets;

import dev.wassette.wasi.gate.NetworkFailure;
import dev.wassette.wasi.gate.TcpConnection;
import dev.wassette.wasi.io.ByteSink;
import dev.wassette.wasi.io.StreamError;

/// What the peer gets.
record TcpSink(TcpConnection connection) implements ByteSink {

    @Override
    public int permit() throws StreamError {
        try {
            return connection.permit().orElseThrow(StreamError::closed);
        } catch (NetworkFailure e) {
            throw Sockets.streamError(e);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws StreamError {
        try {
            connection.write(bytes, offset, length);
        } catch (NetworkFailure e) {
            throw Sockets.streamError(e);
        }
    }

    /// Nothing to do: what is written is on its way, and there is no permit until it has left.
    @Override
    public void flush() throws StreamError {
        permit();
    }

    @Override
    public long nanosUntilReady() {
        try {
            return connection.permit().filter(permit -> permit == 0).isPresent() ? UNTIL_RING : 0;
        } catch (NetworkFailure e) {
            return 0;
        }
    }

    /// The socket lives on; `shutdown` tells the peer that nothing more comes.
    @Override
    public void close() {}
}
