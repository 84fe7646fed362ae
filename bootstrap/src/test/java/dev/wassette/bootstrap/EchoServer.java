package dev.wassette.bootstrap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A web server on loopback that echoes what it gets: the request line and, for a body of known length or in one
/// chunk, the body. `/missing` is not there, `/elsewhere` is a redirect to it, `/away?URL` one to that URL.
final class EchoServer implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> requests = new ArrayList<>(); // guarded by itself

    EchoServer() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(this::serve);
    }

    String authority() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /// {@return the request lines so far}
    List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                answer(socket);
            } catch (IOException | RuntimeException e) {
                // the client has gone, in the middle of its request or not, or the server is closed
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String request = in.readLine();
        if (request == null) {
            return; // connected, and no more
        }
        synchronized (requests) {
            requests.add(request);
        }
        int length = 0;
        boolean isChunked = false;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            length = line.toLowerCase(Locale.ROOT).startsWith("content-length:") ? Integer.parseInt(line.substring(15).strip())
                    : length;
            isChunked |= line.equalsIgnoreCase("transfer-encoding: chunked");
        }
        char[] body = new char[isChunked ? Integer.parseInt(in.readLine(), 16) : length];
        for (int read = 0; read < body.length; read += in.read(body, read, body.length - read)) {
            // until all of it is there
        }
        String answer = request + " " + new String(body);
        String status = request.contains("/missing") ? "404 Not Found"
                : request.contains("/elsewhere") ? "302 Found\r\nLocation: /missing"
                : request.contains("/away?") ? "302 Found\r\nLocation: " + request.split("[? ]")[2] : "200 OK";
        socket.getOutputStream().write(("HTTP/1.1 " + status + "\r\nContent-Length: " + answer.length() + "\r\n\r\n"
                + answer).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
