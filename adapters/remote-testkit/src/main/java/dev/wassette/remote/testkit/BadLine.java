package dev.wassette.remote.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// A line to a server that passes on what is asked, and of the answers what a test wants.
public final class BadLine implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Fault fault;
    private final AtomicInteger connections = new AtomicInteger();

    /// @param target the port of the server
    public BadLine(int target, Fault fault) throws IOException {
        this.target = target;
        this.fault = fault;
        Thread.ofVirtual().start(this::accept);
    }

    /// What happens to answers.
    @FunctionalInterface
    public interface Fault {
        /// Changes a piece of an answer.
        ///
        /// @param connection its number, from 1
        /// @param before bytes that have come over this connection before
        /// @return how many bytes are passed on; fewer than there are ends the connection
        int pass(int connection, long before, byte[] piece, int length) throws InterruptedException;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> copy(client, server, 0));
                Thread.ofVirtual().start(() -> copy(server, client, number));
            }
        } catch (IOException _) {
            return;
        }
    }

    /// @param connection 0 for what is asked
    private void copy(Socket from, Socket to, int connection) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            byte[] piece = new byte[8_192];
            long before = 0;
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                int passed = connection == 0 ? length : fault.pass(connection, before, piece, length);
                out.write(piece, 0, passed);
                before += length;
                if (passed < length) {
                    return;
                }
            }
        } catch (IOException | InterruptedException _) {
            return;
        }
    }

    /// {@return host and port}
    public String host() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
