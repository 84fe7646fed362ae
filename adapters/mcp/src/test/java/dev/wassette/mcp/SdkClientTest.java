package dev.wassette.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/// The client of the official SDK understands this server, and finds that results follow their schemas.
@Timeout(60)
final class SdkClientTest {
    private final BlockingQueue<List<Tool>> changes = new ArrayBlockingQueue<>(8);

    @Test
    void understandsASession() throws IOException, InterruptedException {
        try (var streams = new StdioClient(new FakeApplication()); var client = client(streams)) {
            var greeting = client.initialize();
            assertEquals("2025-11-25", greeting.protocolVersion());
            assertEquals("wassette", greeting.serverInfo().name());
            assertTrue(greeting.capabilities().tools().listChanged());
            assertEquals(null, greeting.capabilities().prompts());

            assertTrue(text(call(client, "load-component", Map.of("path", "a.wasm"))).contains("loaded successfully"));
            List<String> changed = changes.poll(10, TimeUnit.SECONDS).stream().map(Tool::name).toList();
            assertEquals(List.of("echo", "unit", "load-component", "unload-component", "list-components", "search-components",
                "get-policy", "grant-storage-permission", "grant-network-permission", "grant-environment-variable-permission",
                "revoke-storage-permission", "revoke-network-permission", "revoke-environment-variable-permission",
                "reset-permission"), changed);

            BigInteger number = new BigInteger("18446744073709551615");
            CallToolResult echoed = call(client, "echo", Map.of("value", number));
            assertEquals(Map.of("result", number), echoed.structuredContent());
            assertEquals("null", text(call(client, "unit", Map.of())));

            CallToolResult failed = call(client, "nope", Map.of());
            assertEquals(true, failed.isError());
            assertTrue(text(failed).startsWith("Error: "));
            client.ping();
        }
    }

    private McpSyncClient client(StdioClient streams) {
        return McpClient.sync(new Streams(streams)).enableCallToolSchemaCaching(true)
                .toolsChangeConsumer(changes::add).build();
    }

    private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().getFirst()).text();
    }

    /// The SDK's transport over the streams of a client.
    private static final class Streams implements McpClientTransport {
        private final McpJsonMapper json = McpJsonDefaults.getMapper();
        private final StdioClient streams;

        Streams(StdioClient streams) {
            this.streams = streams;
        }

        @Override
        public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
            Thread.ofPlatform().daemon().start(() -> receive(handler));
            return Mono.empty();
        }

        private void receive(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
            try {
                for (String line = streams.receive(); line != null; line = streams.receive()) {
                    handler.apply(Mono.just(McpSchema.deserializeJsonRpcMessage(json, line))).subscribe();
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.fromCallable(() -> {
                streams.send(json.writeValueAsString(message));
                return null;
            });
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return json.convertValue(data, type);
        }

        @Override
        public List<String> protocolVersions() {
            return List.of("2025-06-18", "2025-11-25");
        }
    }
}
