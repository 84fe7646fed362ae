package dev.wassette.remote.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that sends byte by byte what a test wants, be it HTTP or not; no TLS. One connection for each request.
public final class ScriptedServer implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Script script;

    public ScriptedServer(Script script) throws IOException {
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    /// @param headers by their names in lower case
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    @FunctionalInterface
    public interface Script {
        /// @param number of the request, from 1
        void answer(Request request, int number, OutputStream out) throws IOException;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client; InputStream in = new BufferedInputStream(client.getInputStream())) {
            in.mark(1);
            if (in.read() == TLS_HANDSHAKE) {
                client.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            in.reset();
            String[] words = line(in).split(" ");
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            var request = new Request(words[0], words[1], headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
            requests.add(request);
            script.answer(request, requests.size(), client.getOutputStream());
            client.getOutputStream().flush();
        } catch (IOException | ArrayIndexOutOfBoundsException _) {
            return;
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    /// Sends the beginning of an answer.
    public static void head(OutputStream out, int status, String... headers) throws IOException {
        out.write(("HTTP/1.1 " + status + " x\r\nConnection: close\r\n" + String.join("", List.of(headers).stream()
                .map(header -> header + "\r\n").toList()) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Sends a whole answer.
    public static void whole(OutputStream out, int status, byte[] body, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Length: " + body.length);
        head(out, status, all.toArray(String[]::new));
        out.write(body);
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /// {@return a URL of this server}
    public String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
    }

    public String authority() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
