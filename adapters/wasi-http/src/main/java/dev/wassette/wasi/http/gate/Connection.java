package dev.wassette.wasi.http.gate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;

/// An open connection to an address that was checked.
///
/// @param transport the TCP connection
/// @param socket what is spoken over: the same one, or TLS on top of it
/// @param out buffered
record Connection(Socket transport, Socket socket, InputStream in, OutputStream out) implements AutoCloseable {
    private static final int OUT_BYTES = 16 << 10;

    static Connection over(Socket transport, Socket socket) throws IOException {
        return new Connection(transport, socket, socket.getInputStream(),
                new BufferedOutputStream(socket.getOutputStream(), OUT_BYTES));
    }

    /// Lets every read from now on take so long.
    void timeout(Duration duration) throws IOException {
        socket.setSoTimeout(Math.toIntExact(Math.max(1, duration.toMillis())));
    }

    /// Ends the connection at once and without a farewell of TLS, which could wait for a server that does not read.
    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
