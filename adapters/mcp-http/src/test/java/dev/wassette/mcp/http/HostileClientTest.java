package dev.wassette.mcp.http;

import static dev.wassette.mcp.http.HttpFixture.call;
import static dev.wassette.mcp.http.HttpFixture.rpc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.mcp.http.HttpSettings.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Clients that behave badly get an answer or are cut off, and the others go on being served.
@Timeout(120)
final class HostileClientTest {
    private HttpFixture http;

    @BeforeEach
    void start() throws IOException {
        http = new HttpFixture(Transport.STREAMABLE);
    }

    @AfterEach
    void othersAreServedStill() throws Exception {
        String session = http.begin("2025-11-25");
        assertEquals(200, http.exchange(call(1, "echo"), "Mcp-Session-Id", session).statusCode());
        http.close();
    }

    static List<byte[]> bodies() {
        return List.of(
                "".getBytes(StandardCharsets.UTF_8),
                "{".getBytes(StandardCharsets.UTF_8),
                "nothing".getBytes(StandardCharsets.UTF_8),
                "{} {}".getBytes(StandardCharsets.UTF_8),
                "7".getBytes(StandardCharsets.UTF_8),
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8),
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8),
                "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                ("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)).getBytes(StandardCharsets.UTF_8),
                ("{\"id\":" + "9".repeat(1_000_000) + "}").getBytes(StandardCharsets.UTF_8),
                "{\"id\":1e999999999}".getBytes(StandardCharsets.UTF_8),
                new byte[] {'"', (byte) 0xC3, '"'},
                new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
                new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0});
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void saysWhatIsWrongWithAMessage(byte[] body) throws Exception {
        HttpResponse<String> answer = http.send(http.post("/mcp", "").POST(BodyPublishers.ofByteArray(body)));
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().startsWith("{\"jsonrpc\":\"2.0\",\"id\":"), answer.body());
        assertTrue(answer.body().contains("\"error\":{\"code\":-32"), answer.body());
        assertTrue(answer.body().length() < 500, answer.body());
    }

    @Test
    void refusesABodyThatIsTooLong() throws Exception {
        byte[] long17 = " ".repeat(17 << 20).getBytes(StandardCharsets.US_ASCII);
        assertEquals(413, declared(long17.length));
        // In chunks, whose sum nobody has said before.
        try (var socket = socket()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("Transfer-Encoding: chunked"));
            byte[] chunk = new byte[1 << 20];
            java.util.Arrays.fill(chunk, (byte) ' ');
            try {
                for (int i = 0; i < 20; i++) {
                    out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.write(chunk);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException _) {
                // The server need not read what it refuses.
            }
            assertTrue(statusLine(socket).startsWith("HTTP/1.1 413"));
        }
    }

    private int declared(int length) throws IOException {
        try (var socket = socket()) {
            socket.getOutputStream().write(head("Content-Length: " + length));
            return Integer.parseInt(statusLine(socket).split(" ")[1]);
        }
    }

    @Test
    void refusesFieldsWithoutEnd() throws Exception {
        try (var socket = socket()) {
            socket.getOutputStream().write(head("X: " + "x".repeat(20_000)));
            assertTrue(statusLine(socket).startsWith("HTTP/1.1 431"));
        }
    }

    @Test
    void wantsJson() throws Exception {
        assertEquals(415, http.send(http.request("/mcp").header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))).statusCode());
        assertEquals(406, http.send(http.request("/mcp").header("Content-Type", "application/json")
                .header("Accept", "text/html").POST(BodyPublishers.ofString("{}"))).statusCode());
        assertEquals(405, http.send(http.request("/mcp").PUT(BodyPublishers.ofString("{}"))).statusCode());
        assertEquals(405, http.send(http.request("/mcp")).statusCode());
        assertEquals(404, http.send(http.request("/other")).statusCode());
    }

    @Test
    void isNotStoppedByConnectionsThatSayNothing() throws Exception {
        List<Socket> halfOpen = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Socket socket = socket();
            socket.getOutputStream().write("POST /mcp HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));
            halfOpen.add(socket);
        }
        String session = http.begin("2025-11-25");
        assertEquals(200, http.exchange(call(1, "echo"), "Mcp-Session-Id", session).statusCode());
        for (Socket socket : halfOpen) {
            socket.close();
        }
    }

    @Test
    void keepsManyIdleSessionsAndForgetsTheOldest() {
        var clients = new Clients(http.tools.server().server());
        String first = clients.begin().id();
        String second = clients.begin().id();
        for (int i = 2; i < HttpLimits.MAX_SESSIONS; i++) {
            clients.begin();
        }
        assertTrue(clients.find(first).isPresent()); // and is the last to have been used now
        clients.begin();
        assertTrue(clients.find(first).isPresent());
        assertTrue(clients.find(second).isEmpty());
    }

    @Test
    void doesNotWaitForAClientThatDoesNotRead() throws Exception {
        String session = http.begin("2025-11-25");
        http.exchange(rpc(2, "logging/setLevel", "\"level\":\"debug\""), "Mcp-Session-Id", session);
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4 << 10);
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", http.server.port()));
            String body = call(100 + i, "chatter");
            socket.getOutputStream().write(head("Mcp-Session-Id: " + session, "Content-Length: " + body.length()));
            socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }
        long start = System.nanoTime();
        assertEquals(200, http.exchange(call(1, "echo"), "Mcp-Session-Id", session).statusCode());
        assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) < 20);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    private Socket socket() throws IOException {
        return new Socket("127.0.0.1", http.server.port());
    }

    private static byte[] head(String... fields) {
        return ("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\n" + String.join("\r\n", fields) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String statusLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int c = socket.getInputStream().read(); c >= 0 && c != '\r'; c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
