package dev.wassette.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Versions, calls side by side, and the end.
@Timeout(60)
final class LifecycleTest {
    private final FakeApplication application = new FakeApplication();

    @ParameterizedTest
    @CsvSource({"2024-11-05,2024-11-05", "2025-03-26,2025-03-26", "2025-06-18,2025-06-18", "2025-11-25,2025-11-25",
            "2026-07-28,2025-11-25", "1999-01-01,2025-11-25", "'',2025-11-25"})
    void speaksTheAskedForRevisionOrTheNewest(String asked, String spoken) {
        String answer = StdioClient.exchange(application, initialize(asked)).getFirst();
        assertTrue(answer.contains("\"protocolVersion\":\"" + spoken + "\""), answer);
    }

    @Test
    void answersRequestsThatStandForThemselves() {
        String meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"%s\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
        List<String> answers = StdioClient.exchange(application,
                stateless("a", "server/discover", meta.formatted("2026-07-28")),
                stateless("b", "tools/list", meta.formatted("2026-07-28")),
                stateless("c", "tools/list", meta.formatted("1999-01-01")),
                stateless("d", "initialize", meta.formatted("2026-07-28")),
                stateless("e", "tools/list", "\"_meta\":{\"io.modelcontextprotocol/clientCapabilities\":{}}"));
        assertTrue(answers.get(0).contains("\"supportedVersions\":[\"2026-07-28\",\"2025-11-25\","), answers.get(0));
        assertTrue(answers.get(1).contains("\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\",\"tools\":"),
                answers.get(1));
        assertTrue(answers.get(2).contains("\"code\":-32022,"), answers.get(2));
        assertTrue(answers.get(2).contains("\"requested\":\"1999-01-01\""), answers.get(2));
        assertTrue(answers.get(3).contains("\"code\":-32601,"), answers.get(3));
        assertTrue(answers.get(4).contains("\"code\":-32602,"), answers.get(4));
    }

    @Test
    void tellsNobodyOfChangesWhoDidNotAsk() throws IOException {
        String meta = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
        String load = "\"name\":\"load-component\",\"arguments\":{\"path\":\"a.wasm\"},";
        try (var client = new StdioClient(application)) {
            client.send(stateless("a", "tools/call", load + meta));
            assertTrue(client.receive().startsWith("{\"jsonrpc\":\"2.0\",\"id\":\"a\","));
            client.send(stateless("s", "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}," + meta));
            assertTrue(client.receive().contains("notifications/subscriptions/acknowledged"));
            client.send(stateless("b", "tools/call", load + meta));
            assertTrue(client.receive().contains("\"io.modelcontextprotocol/subscriptionId\":\"s\""));
            assertTrue(client.receive().startsWith("{\"jsonrpc\":\"2.0\",\"id\":\"b\","));
            client.send(cancelled("s"));
            client.send(stateless("c", "tools/call", load + meta));
            assertTrue(client.receive().startsWith("{\"jsonrpc\":\"2.0\",\"id\":\"c\","));
        }
    }

    @Test
    void endsACallThatTheClientTakesBack() throws IOException {
        try (var client = new StdioClient(application)) {
            client.send(call("a", "wait"));
            client.send(cancelled("a"));
            client.send(call("b", "unit"));
            assertTrue(client.receive().contains("\"id\":\"b\""));
        }
        assertEquals(0, application.gate.getCount(), "the call was told");
    }

    private static String cancelled(String id) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"" + id + "\"}}";
    }

    private static String stateless(String id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":{" + params + "}}";
    }

    @Test
    void listsToolsBeforeInitializeToo() {
        assertTrue(StdioClient.exchange(application, request(1, "tools/list")).getFirst().contains("load-component"));
    }

    @Test
    void answersOtherRequestsWhileACallRuns() throws IOException {
        try (var client = new StdioClient(application)) {
            client.send(call("slow", "wait"));
            client.send(call("quick", "unit"));
            assertTrue(client.receive().contains("\"id\":\"quick\""));
            client.send(request(1, "ping"));
            assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", client.receive());
            application.gate.countDown();
            assertTrue(client.receive().contains("\"text\":\"waited\""));
        }
    }

    @Test
    void answersMoreCallsThanItHasThreads() {
        String[] calls = IntStream.range(0, 500).mapToObj(i -> call("c" + i, "unit")).toArray(String[]::new);
        Set<String> ids = StdioClient.exchange(application, calls).stream()
                .map(answer -> answer.split("\"")[7]).collect(Collectors.toSet());
        assertEquals(IntStream.range(0, 500).mapToObj(i -> "c" + i).collect(Collectors.toSet()), ids);
    }

    @Test
    void answersRunningCallsAfterTheEndOfItsInput() throws IOException {
        try (var client = new StdioClient(application)) {
            client.send(call("a", "wait"));
            client.send(call("b", "wait"));
            client.in.close();
            application.gate.countDown();
            Set<String> ids = new HashSet<>();
            ids.add(client.receive().split("\"")[7]);
            ids.add(client.receive().split("\"")[7]);
            assertEquals(Set.of("a", "b"), ids);
        }
    }

    @Test
    void endsWhenNobodyReadsItsOutput() throws InterruptedException {
        InputStream endless = new InputStream() {
            private final byte[] ping = (request(1, "ping") + "\n").getBytes(StandardCharsets.UTF_8);
            private int at;

            @Override
            public int read() {
                return ping[at++ % ping.length];
            }
        };
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("planted");
            }
        };
        Thread server = Thread.ofPlatform().start(() -> application.server().serveStdio(endless, closed));
        server.join(10_000);
        assertEquals(false, server.isAlive());
    }

    @Test
    void endsWhenItsInputFails() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("planted");
            }
        };
        assertEquals(List.of(), StdioClient.exchange(application, failing));
    }

    @Test
    void answersACallThatTookAllMemory() {
        String answer = StdioClient.exchange(application, call("a", "memory")).getFirst();
        assertTrue(answer.contains("Error: The server made a mistake") && answer.contains("\"isError\":true"), answer);
    }

    @ParameterizedTest
    @CsvSource({"2024-11-05", "2025-03-26"})
    void answersABatchInOneArray(String version) {
        List<String> answers = StdioClient.exchange(application, initialize(version),
                "[" + request(1, "ping") + ",{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"},7,"
                        + request(2, "no/such") + "]",
                "[{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}]",
                "[]",
                "[" + call("a", "unit") + "]");
        assertEquals(4, answers.size(), answers::toString);
        assertEquals("[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}},"
                + "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,"
                + "\"message\":\"Invalid request: a message must be an object\"}},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2,\"error\":{\"code\":-32601,"
                + "\"message\":\"Method not found: no/such\"}}]",
                answers.get(1));
        assertTrue(answers.get(2).startsWith("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600"));
        assertTrue(answers.get(3).startsWith("[{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"result\""));
    }

    private static String initialize(String version) {
        return "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + version
                + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"0\"}}}";
    }

    private static String request(int id, String method) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\"}";
    }

    private static String call(String id, String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{}}}";
    }
}
