package dev.wassette.bootstrap;

import dev.wassette.bootstrap.WebService.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Every [WebService] on loopback, each at a port of its own. A word in the path says how the body comes: `slow` byte by
/// byte, `broken` to its middle.
final class StandIns implements AutoCloseable {
    private final Map<WebService, ServerSocket> servers = new EnumMap<>(WebService.class);
    private final List<String> requests = new ArrayList<>(); // guarded by itself

    StandIns() throws IOException {
        for (WebService service : WebService.all()) {
            var server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            servers.put(service, server);
            Thread.ofVirtual().start(() -> serve(service, server));
        }
    }

    String authority(WebService service) {
        return "127.0.0.1:" + servers.get(service).getLocalPort();
    }

    String base(WebService service) {
        return "http://" + authority(service);
    }

    /// {@return the base URLs by the variables in which the examples look for them}
    Map<String, String> variables() {
        return servers.keySet().stream().collect(Collectors.toMap(WebService::variable, this::base));
    }

    /// {@return a text about the real services as one about these}
    String toLoopback(String text) {
        String said = text;
        for (WebService service : servers.keySet()) {
            String quoted = "(?<![\\w.-])" + service.host().replace(".", "\\.") + "(?![\\w.-])";
            said = said.replaceAll("https://" + quoted, base(service)).replaceAll(quoted, authority(service));
        }
        return said;
    }

    /// {@return a text about these services as one about the real ones}
    String toReal(String text) {
        String said = text;
        for (WebService service : servers.keySet()) {
            said = said.replace(base(service), "https://" + service.host()).replace(authority(service), service.host());
        }
        return said;
    }

    /// {@return the paths so far that were asked for, each with its query}
    List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    private void serve(WebService service, ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> converse(service, socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void converse(WebService service, Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = in.readLine();
            if (line != null) {
                String path = line.split(" ")[1];
                synchronized (requests) {
                    requests.add(path);
                }
                send(path, service.answerOrTrouble(new Request(path, headers(in))), socket.getOutputStream());
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static Map<String, String> headers(BufferedReader in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static void send(String path, WebService.Answer answer, OutputStream out) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 " + answer.status() + " Status\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        if (!path.contains("slow")) {
            out.write(body, 0, path.contains("broken") ? body.length / 2 : body.length);
            return;
        }
        for (byte each : body) {
            out.write(each);
            out.flush();
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        for (ServerSocket server : servers.values()) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
