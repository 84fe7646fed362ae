package dev.wassette.wasi.sockets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A TCP server on loopback that treats one connection as a test wants it.
final class Peer implements AutoCloseable {
    private final ServerSocket server;
    private final CompletableFuture<String> result = new CompletableFuture<>();

    /// What the peer does with the connection.
    interface Behaviour {
        String treat(Socket connection) throws Exception;
    }

    Peer(Behaviour behaviour) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            try (Socket connection = server.accept()) {
                result.complete(behaviour.treat(connection));
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
    }

    /// Sends back what it gets, until the end.
    static Peer echo() throws IOException {
        return new Peer(connection -> {
            connection.getInputStream().transferTo(connection.getOutputStream());
            return "";
        });
    }

    int port() {
        return server.getLocalPort();
    }

    String host() {
        return "127.0.0.1:" + port();
    }

    /// {@return what the behaviour returned}
    String result() throws Exception {
        return result.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
