package dev.wassette.mcp.http;

import static dev.wassette.mcp.http.HttpFixture.call;
import static dev.wassette.mcp.http.HttpFixture.rpc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.mcp.http.HttpSettings.Transport;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The transport of revision 2024-11-05.
@Timeout(60)
final class HttpSseTest {
    private HttpFixture http;
    private Stream<String> stream;
    private Iterator<String> lines;
    private String endpoint;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        http = new HttpFixture(Transport.SSE);
        stream = http.stream(http.request("/sse").header("Accept", "text/event-stream")).body();
        lines = stream.filter(line -> line.startsWith("event: ") || line.startsWith("data: ")).iterator();
        assertEquals("event: endpoint", lines.next());
        endpoint = lines.next().substring("data: ".length());
    }

    @AfterEach
    void close() {
        http.close();
    }

    private void post(String message) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(http.post(endpoint, message));
        assertEquals(202, answer.statusCode());
        assertEquals("", answer.body());
    }

    private String next() {
        assertEquals("event: message", lines.next());
        return lines.next().substring("data: ".length());
    }

    @Test
    void answersOnTheStream() throws Exception {
        assertTrue(endpoint.startsWith("/message?sessionId="), endpoint);
        post(rpc(0, "initialize", "\"protocolVersion\":\"2024-11-05\",\"capabilities\":{}"));
        assertTrue(next().startsWith("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2024-11-05\""));
        post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        post(rpc(1, "tools/call", "\"name\":\"load-component\",\"arguments\":{\"path\":\"a\"}"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}", next());
        assertTrue(next().startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,"));
        post("[" + rpc(2, "ping", "") + "," + rpc(3, "ping", "") + "]");
        assertEquals("[{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}},{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{}}]", next());
        post("{\"jsonrpc\":\"2.0\",\"id\":4}");
        assertTrue(next().startsWith("{\"jsonrpc\":\"2.0\",\"id\":4,\"error\":{\"code\":-32600,"));
    }

    @Test
    void endsACallThatTheClientTakesBack() throws Exception {
        post(call(1, "wait"));
        assertTrue(http.tools.started.await(20, TimeUnit.SECONDS));
        post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
        assertTrue(http.tools.cancelled.await(20, TimeUnit.SECONDS));
        post(rpc(2, "ping", ""));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}", next());
    }

    @Test
    void knowsNoOtherSession() throws Exception {
        assertEquals(404, http.send(http.post("/message?sessionId=guess", rpc(1, "ping", ""))).statusCode());
        assertEquals(400, http.send(http.post("/message", rpc(1, "ping", ""))).statusCode());
        assertEquals(404, http.send(http.post("/mcp", rpc(1, "ping", ""))).statusCode());
        assertEquals(405, http.send(http.post("/sse", rpc(1, "ping", ""))).statusCode());
        assertEquals(400, http.send(http.post(endpoint, "{")).statusCode());
    }

    @Test
    void refusesAQueryThatCannotBeRead() throws Exception {
        assertEquals(400, http.send(http.post("/message?other=1", rpc(1, "ping", ""))).statusCode());
        try (var socket = new Socket("127.0.0.1", http.server.port())) {
            socket.getOutputStream().write("""
                    POST /message?sessionId=%FF%C3 HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Connection: close\r
                    Content-Length: 2\r
                    \r
                    {}""".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
        }
    }
}
