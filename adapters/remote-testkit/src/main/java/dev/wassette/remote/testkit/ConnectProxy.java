package dev.wassette.remote.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

/// A proxy on loopback: `CONNECT`, and requests with whole URLs. Wherever it is sent, it goes to a port of this machine.
public final class ConnectProxy implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final String credentials;
    private final ToIntFunction<String> ports;

    /// @param credentials `name:password` that it wants to see; empty for none
    /// @param ports of this machine by the host and port that it is asked for
    public ConnectProxy(String credentials, ToIntFunction<String> ports) throws IOException {
        this.credentials = credentials;
        this.ports = ports;
        Thread.ofVirtual().start(this::accept);
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
        try (client) {
            InputStream in = client.getInputStream();
            List<String> head = head(in);
            String[] words = head.getFirst().split(" ");
            boolean connects = words[0].equals("CONNECT");
            String target = connects ? words[1] : URI.create(words[1]).getRawAuthority();
            asked.add(target);
            String wanted = "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
            if (!credentials.isEmpty() && head.stream().noneMatch(wanted::equalsIgnoreCase)) {
                write(client, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n");
                return;
            }
            pass(client, target, connects ? List.of() : head);
        } catch (IOException | RuntimeException _) {
            return;
        }
    }

    private void pass(Socket client, String target, List<String> head) throws IOException {
        try (var server = new Socket(InetAddress.getLoopbackAddress(), ports.applyAsInt(target))) {
            if (head.isEmpty()) {
                write(client, "HTTP/1.1 200 Connected\r\n\r\n");
            } else {
                List<String> passed = new ArrayList<>(head);
                passed.set(0, head.getFirst().replaceFirst(" http://[^/]+", " "));
                passed.removeIf(line -> line.toLowerCase().startsWith("proxy-"));
                write(server, String.join("\r\n", passed) + "\r\n\r\n");
            }
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        to.getOutputStream().flush();
    }

    private static void copy(Socket from, Socket to) {
        try (to) {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException _) {
            return;
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                line.write(next);
                continue;
            }
            String text = line.toString(StandardCharsets.ISO_8859_1).strip();
            line.reset();
            if (text.isEmpty()) {
                return lines;
            }
            lines.add(text);
        }
        throw new IOException("the request ends too early");
    }

    /// {@return whom it was asked for, with ports}
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /// {@return its URL}
    ///
    /// @param user `name:password@`, or nothing
    public String url(String user) {
        return "http://" + user + "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
