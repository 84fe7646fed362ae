package dev.wassette.mcp.http;

import static dev.wassette.mcp.http.HttpFixture.call;
import static dev.wassette.mcp.http.HttpFixture.rpc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.mcp.http.HttpSettings.Transport;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions, and requests that stand for themselves.
@Timeout(60)
final class StreamableHttpTest {
    private static final String LIST_CHANGED =
            "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";

    private HttpFixture http;

    @BeforeEach
    void start() throws IOException {
        http = new HttpFixture(Transport.STREAMABLE);
    }

    @AfterEach
    void stop() {
        http.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", "/"})
    void answersInOneSession(String path) throws Exception {
        String session = http.begin("2025-11-25");
        HttpResponse<String> answer = http.send(http.post(path, call(7, "echo"), "Mcp-Session-Id", session,
                "MCP-Protocol-Version", "2025-11-25"));
        assertEquals(200, answer.statusCode());
        assertEquals(List.of("application/json"), answer.headers().allValues("Content-Type"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"{}\"}],"
                + "\"isError\":false,\"structuredContent\":{\"result\":{}}}}", answer.body());
    }

    @Test
    void takesNotificationsAndAnswersWithoutAnAnswer() throws Exception {
        String session = http.begin("2025-11-25");
        for (String message : List.of("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}")) {
            HttpResponse<String> answer = http.exchange(message, "Mcp-Session-Id", session);
            assertEquals(202, answer.statusCode());
            assertEquals("", answer.body());
        }
    }

    @Test
    void wantsTheSessionThatItGave() throws Exception {
        assertEquals(400, http.exchange(rpc(1, "ping", "")).statusCode());
        assertEquals(404, http.exchange(rpc(1, "ping", ""), "Mcp-Session-Id", "guess").statusCode());
        String session = http.begin("2025-11-25");
        assertNotEquals(session, http.begin("2025-11-25"));
        assertEquals(200, http.exchange(rpc(1, "ping", ""), "Mcp-Session-Id", session).statusCode());
        assertEquals(204, http.send(http.request("/mcp").DELETE().header("Mcp-Session-Id", session)).statusCode());
        assertEquals(404, http.exchange(rpc(1, "ping", ""), "Mcp-Session-Id", session).statusCode());
    }

    @Test
    void saysHowLongAConnectionMayBeSilent() throws Exception {
        assertEquals(Optional.of("timeout=" + HttpLimits.MAX_IDLE.toSeconds()),
                http.exchange(rpc(1, "ping", "")).headers().firstValue("keep-alive"));
    }

    @Test
    void refusesARevisionThatItDoesNotSpeak() throws Exception {
        String session = http.begin("2025-11-25");
        assertEquals(400, http.exchange(rpc(1, "ping", ""), "Mcp-Session-Id", session, "MCP-Protocol-Version",
                "1999-01-01").statusCode());
    }

    @Test
    void answersABatchWhereTheRevisionHasThem() throws Exception {
        String batch = "[" + rpc(1, "ping", "") + ",{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"},"
                + call(2, "echo") + "]";
        HttpResponse<String> answer = http.exchange(batch, "Mcp-Session-Id", http.begin("2025-03-26"));
        assertTrue(answer.body().startsWith("[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,"), answer.body());
        assertEquals(202, http.exchange("[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}]",
                "Mcp-Session-Id", http.begin("2025-03-26")).statusCode());
        assertEquals(400, http.exchange(batch, "Mcp-Session-Id", http.begin("2025-06-18")).statusCode());
    }

    @Test
    void tellsOfChangesOnTheStreamOfTheSession() throws Exception {
        String session = http.begin("2025-11-25");
        HttpResponse<Stream<String>> stream = http.stream(http.request("/mcp").header("Accept", "text/event-stream")
                .header("Mcp-Session-Id", session));
        assertEquals(List.of("text/event-stream"), stream.headers().allValues("Content-Type"));
        String other = http.begin("2025-11-25");
        http.exchange(rpc(1, "tools/call", "\"name\":\"load-component\",\"arguments\":{\"path\":\"a\"}"),
                "Mcp-Session-Id", other);
        assertTrue(stream.body().anyMatch(LIST_CHANGED::equals));
    }

    @Test
    void saysWhatTheGuestSaysBeforeTheAnswer() throws Exception {
        String session = http.begin("2025-11-25");
        String plain = http.exchange(call(1, "report"), "Mcp-Session-Id", session).body();
        assertTrue(plain.startsWith("{\"jsonrpc\""), plain);
        http.exchange(rpc(2, "logging/setLevel", "\"level\":\"info\""), "Mcp-Session-Id", session);
        HttpResponse<String> answer = http.exchange(
                rpc(3, "tools/call", "\"name\":\"report\",\"_meta\":{\"progressToken\":\"p\"}"),
                "Mcp-Session-Id", session);
        assertEquals(List.of(
                "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":"
                        + "{\"level\":\"info\",\"logger\":\"report\",\"data\":\"working\"}}",
                "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                        + "{\"progressToken\":\"p\",\"progress\":1,\"total\":2,\"message\":\"half\"}}",
                "data: {\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"reported\"}],"
                        + "\"isError\":false,\"structuredContent\":{\"result\":\"reported\"}}}"),
                answer.body().lines().filter(line -> line.startsWith("data: ")).toList());
    }

    @Test
    void endsACallThatTheClientTakesBack() throws Exception {
        String session = http.begin("2025-11-25");
        var answer = http.client.sendAsync(http.post("/mcp", call(5, "wait"), "Mcp-Session-Id", session).build(),
                HttpResponse.BodyHandlers.ofString());
        assertTrue(http.tools.started.await(20, TimeUnit.SECONDS));
        http.exchange("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":5}}",
                "Mcp-Session-Id", session);
        assertTrue(http.tools.cancelled.await(20, TimeUnit.SECONDS));
        assertFalse(answer.get(20, TimeUnit.SECONDS).body().contains("\"id\""));
    }

    @Test
    void answersRequestsThatStandForThemselves() throws Exception {
        String discovered = http.stateless("server/discover", "", "MCP-Protocol-Version", "2026-07-28", "Mcp-Method",
                "server/discover").body();
        assertTrue(discovered.startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"resultType\":\"complete\","
                + "\"ttlMs\":3600000,\"cacheScope\":\"private\",\"supportedVersions\":[\"2026-07-28\",\"2025-11-25\""),
                discovered);
        HttpResponse<String> called = http.stateless("tools/call", "\"name\":\"echo\",", "MCP-Protocol-Version",
                "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", "=?base64?ZWNobw==?=");
        assertEquals(200, called.statusCode());
        assertTrue(called.body().contains("\"resultType\":\"complete\""), called.body());
        assertFalse(called.headers().firstValue("Mcp-Session-Id").isPresent());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            server/discover | 2026-07-28 | tools/list      |      | 400 | -32020
            tools/call      | 2026-07-28 | tools/call      | nope | 400 | -32020
            tools/call      | 2026-07-28 | tools/call      | =?base64?%?= | 400 | -32020
            server/discover | 2025-11-25 | server/discover |      | 400 | -32020
            initialize      | 2026-07-28 | initialize      |      | 404 | -32601
            ping            | 2026-07-28 | ping            |      | 404 | -32601
            prompts/list    | 2026-07-28 | prompts/list    |      | 404 | -32601
            """)
    void saysWhatIsWrongWithOne(String method, String version, String said, String name, int status, int code)
            throws Exception {
        HttpResponse<String> answer = http.stateless(method, "\"name\":\"echo\",", "MCP-Protocol-Version", version,
                "Mcp-Method", said, "Mcp-Name", name == null ? "echo" : name);
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":" + code + ","),
                answer.body());
    }

    @Test
    void wantsToBeToldTheRevisionOfOne() throws Exception {
        HttpResponse<String> answer = http.exchange(rpc(1, "tools/list", ""), "MCP-Protocol-Version", "2026-07-28",
                "Mcp-Method", "tools/list");
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("\"code\":-32602,"), answer.body());
    }

    @Test
    void tellsThoseWhoListenOfChanges() throws Exception {
        String listen = rpc(9, "subscriptions/listen",
                "\"notifications\":{\"toolsListChanged\":true,\"promptsListChanged\":true},"
                        + HttpFixture.STATELESS_META + "}");
        HttpResponse<Stream<String>> stream = http.stream(http.post("/mcp", listen, "MCP-Protocol-Version",
                "2026-07-28", "Mcp-Method", "subscriptions/listen"));
        Iterator<String> data = stream.body().filter(line -> line.startsWith("data: ")).iterator();
        assertEquals("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":"
                + "{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":9},"
                + "\"notifications\":{\"toolsListChanged\":true}}}", data.next());
        http.stateless("tools/call", "\"name\":\"load-component\",\"arguments\":{\"path\":\"a\"},",
                "MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", "load-component");
        assertEquals("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":"
                + "{\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":9}}}", data.next());
        http.server.close();
        assertEquals("data: {\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{\"resultType\":\"complete\",\"_meta\":"
                + "{\"io.modelcontextprotocol/subscriptionId\":9}}}", data.next());
    }

    @Test
    void endsACallWhoseClientHasGone() throws Exception {
        String waits = rpc(1, "tools/call", "\"name\":\"wait\"," + HttpFixture.STATELESS_META + "}");
        try (var socket = new java.net.Socket("127.0.0.1", http.server.port())) {
            socket.getOutputStream().write(("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Accept: application/json, text/event-stream\r\nMCP-Protocol-Version: 2026-07-28\r\n"
                    + "Mcp-Method: tools/call\r\nMcp-Name: wait\r\nContent-Length: " + waits.length() + "\r\n\r\n"
                    + waits).getBytes());
            assertTrue(http.tools.started.await(20, TimeUnit.SECONDS));
        }
        assertTrue(http.tools.cancelled.await(30, TimeUnit.SECONDS));
    }

    @Test
    void letsRunningCallsEnd() throws Exception {
        String session = http.begin("2025-11-25");
        var answer = http.client.sendAsync(http.post("/mcp", call(5, "wait"), "Mcp-Session-Id", session).build(),
                HttpResponse.BodyHandlers.ofString());
        assertTrue(http.tools.started.await(20, TimeUnit.SECONDS));
        Thread closing = Thread.ofPlatform().start(http.server::close);
        Thread.sleep(300);
        assertTrue(closing.isAlive());
        http.tools.gate.countDown();
        assertTrue(answer.get(20, TimeUnit.SECONDS).body().contains("waited"));
        closing.join();
    }
}
