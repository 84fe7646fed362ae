package dev.wassette.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.mcp.http.HttpSettings.Transport;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The client of the official SDK understands both transports.
@Timeout(60)
final class SdkClientsTest {
    private final BlockingQueue<List<Tool>> changes = new ArrayBlockingQueue<>(8);

    @Test
    void understandsStreamableHttp() throws Exception {
        try (var http = new HttpFixture(Transport.STREAMABLE)) {
            converse(HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + http.server.port())
                    .openConnectionOnStartup(true).build());
        }
    }

    @Test
    @SuppressWarnings("deprecation") // so is the transport itself, but there are such clients
    void understandsHttpSse() throws Exception {
        try (var http = new HttpFixture(Transport.SSE)) {
            converse(HttpClientSseClientTransport.builder("http://127.0.0.1:" + http.server.port()).build());
        }
    }

    private void converse(McpClientTransport transport) throws InterruptedException {
        try (var client = McpClient.sync(transport).toolsChangeConsumer(changes::add).build()) {
            assertEquals("wassette", client.initialize().serverInfo().name());
            assertTrue(client.listTools().tools().stream().anyMatch(tool -> tool.name().equals("echo")));
            var echoed = client.callTool(CallToolRequest.builder("echo").arguments(Map.of("value", 7)).build());
            assertEquals(Map.of("result", 7), echoed.structuredContent());
            assertEquals("7", ((TextContent) echoed.content().getFirst()).text());
            Thread.sleep(500); // the stream for changes opens beside the requests
            client.callTool(CallToolRequest.builder("load-component").arguments(Map.of("path", "a")).build());
            assertTrue(changes.poll(20, TimeUnit.SECONDS) != null, "a change is told");
            client.ping();
        }
    }
}
