package dev.wassette.mcp.http;

import static dev.wassette.mcp.http.HttpFixture.call;
import static dev.wassette.mcp.http.HttpFixture.rpc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.mcp.http.HttpSettings.Transport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
    private Bystander bystander;

    @BeforeEach
    void start() throws Exception {
        http = new HttpFixture(Transport.STREAMABLE);
        bystander = new Bystander(http, http.begin("2025-11-25"));
    }

    @AfterEach
    void othersAreServedMeanwhileAndStill() throws Exception {
        bystander.end();
        String session = http.begin("2025-11-25");
        assertEquals(200, http.exchange(call(1, "echo"), "Mcp-Session-Id", session).statusCode());
        http.close();
    }

    /// A client that behaves well, and calls a tool again and again while the others do not.
    private static final class Bystander {
        private final AtomicReference<Throwable> problem = new AtomicReference<>();
        private final Thread thread;
        private volatile boolean ending;

        Bystander(HttpFixture http, String session) {
            this.thread = Thread.ofPlatform().start(() -> {
                try {
                    int calls = 0;
                    while (!ending || calls == 0) {
                        calls++;
                        HttpRequest request = http.post("/mcp", call(calls, "echo"), "Mcp-Session-Id", session)
                                .timeout(Duration.ofSeconds(20)).build();
                        assertEquals(200, http.client.send(request, BodyHandlers.ofString()).statusCode());
                        Thread.sleep(5);
                    }
                } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
                    problem.set(e);
                }
            });
        }

        void end() throws InterruptedException {
            ending = true;
            thread.join();
            assertNull(problem.get(), () -> "the bystander was not served: " + problem.get());
        }
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

    /// One answer would have the list of tools as often as it was asked for.
    @Test
    void refusesAnArrayOfVeryManyMessages() throws Exception {
        String session = http.begin("2025-03-26");
        String many = "[" + (rpc(1, "tools/list", "") + ",").repeat(200) + rpc(2, "ping", "") + "]";
        HttpResponse<String> answer = http.exchange(many, "Mcp-Session-Id", session);
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("an array has at most 100 messages, this one has 201"), answer.body());
    }

    /// Long bodies that never end, more of them than fit into memory together.
    @Test
    void isNotFilledByLongBodiesThatDoNotEnd() throws Exception {
        List<Socket> sending = new ArrayList<>();
        byte[] part = new byte[12 << 20];
        java.util.Arrays.fill(part, (byte) ' ');
        boolean refused = false;
        for (int i = 0; i < 8 && !refused; i++) {
            Socket socket = socket();
            sending.add(socket);
            socket.setSoTimeout(i * part.length < HttpLimits.MAX_UPLOADING_BYTES - part.length ? 1 : 10_000);
            try {
                socket.getOutputStream().write(head("Content-Length: " + (15 << 20)));
                socket.getOutputStream().write(part);
                refused = statusLine(socket).startsWith("HTTP/1.1 503");
            } catch (SocketTimeoutException _) {
                // it waits for the rest
            } catch (IOException _) {
                refused = true; // closed before all was read
            }
        }
        assertTrue(refused);
        for (Socket socket : sending) {
            socket.close();
        }
        String session = http.begin("2025-11-25");
        String message = " ".repeat(4 << 20) + call(1, "echo");
        HttpResponse<String> answer = http.exchange(message, "Mcp-Session-Id", session);
        for (int i = 0; i < 100 && answer.statusCode() == 503; i++) { // until it has seen that they have gone
            Thread.sleep(100);
            answer = http.exchange(message, "Mcp-Session-Id", session);
        }
        assertEquals(200, answer.statusCode());
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

    /// As many as there may be at all, so that who comes new waits until they are cut off.
    @Test
    void cutsOffConnectionsThatSayNothing() throws Exception {
        List<Socket> halfOpen = new ArrayList<>();
        for (int i = 0; i < HttpLimits.MAX_CONNECTIONS; i++) {
            Socket socket = socket();
            socket.getOutputStream().write("POST /mcp HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII));
            halfOpen.add(socket);
        }
        try (var other = HttpClient.newHttpClient()) {
            HttpRequest request = http.request("/health").timeout(HttpLimits.MAX_SILENCE).build();
            assertEquals(200, other.send(request, BodyHandlers.discarding()).statusCode());
        }
        for (Socket socket : halfOpen) {
            socket.close();
        }
    }

    @Test
    void keepsTenThousandIdleSessions() throws Exception {
        long before = heap();
        String first = http.begin("2025-11-25");
        for (int i = 1; i < 10_000; i++) {
            http.begin("2025-11-25");
        }
        assertEquals(200, http.exchange(call(1, "echo"), "Mcp-Session-Id", first).statusCode());
        long grown = heap() - before;
        assertTrue(grown < 10_000 * 2_000, "10,000 sessions take " + grown + " bytes");
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void isNotStoppedByStreamsOnWhichNothingComes() throws Exception {
        List<Socket> listening = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Socket socket = socket();
            socket.getOutputStream().write(("GET /mcp HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                    + "Mcp-Session-Id: " + http.begin("2025-11-25") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            listening.add(socket);
        }
        for (Socket socket : listening) {
            socket.setSoTimeout(5_000);
            assertTrue(statusLine(socket).startsWith("HTTP/1.1 200"), "said before there is anything to say");
            socket.close();
        }
    }

    /// A request that never comes to its end, while it is awaited a byte at a time.
    @Test
    void isNotStoppedByBodiesThatDoNotEnd() throws Exception {
        List<Socket> dripping = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Socket socket = socket();
            socket.getOutputStream().write(head("Content-Length: 1000"));
            dripping.add(socket);
        }
        for (int i = 0; i < 20; i++) {
            for (Socket socket : dripping) {
                socket.getOutputStream().write(' ');
            }
        }
        for (Socket socket : dripping) {
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

    /// Readers that stop, each after a long answer, more of them than fit into memory together. Who has let his answer
    /// wait for the longest goes; the last one gets his.
    @Test
    void cutsOffTheSlowestOfThoseWhoLeaveLongAnswersUnread() throws Exception {
        String session = http.begin("2025-11-25");
        String body = call(1, "large");
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4 << 10);
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", http.server.port()));
            socket.getOutputStream().write(("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Accept: application/json\r\nMcp-Session-Id: " + session + "\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 200 OK", statusLine(socket));
            slow.add(socket);
        }
        assertTrue(unread(slow.getFirst()) > 0);
        assertEquals(0, unread(slow.getLast()));
        for (Socket socket : slow) {
            socket.close();
        }
    }

    /// {@return how many bytes a response lacks that is read to its end, or to that of the connection}
    private static long unread(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        var fields = new StringBuilder();
        while (fields.indexOf("\r\n\r\n") < 0) {
            fields.append((char) in.read());
        }
        long left = Long.parseLong(fields.toString().replaceFirst("(?is).*content-length: *(\\d+).*", "$1"));
        byte[] some = new byte[1 << 16];
        try {
            for (int read = 0; left > 0 && read >= 0; left -= Math.max(0, read)) {
                read = in.read(some);
            }
        } catch (IOException _) {
            // it was cut off
        }
        return left;
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
