package dev.wassette.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// The client of the official SDK and the whole program, over each transport. The environment variable `WASSETTE_PROGRAM`
/// names the launcher; the program has to be built before.
@Timeout(300)
@EnabledIfEnvironmentVariable(named = "WASSETTE_PROGRAM", matches = ".+")
final class ProgramTest {
    private static final String PROGRAM = System.getenv("WASSETTE_PROGRAM");
    private static final Path COMPONENT = Path.of("..", "component-testkit", "src", "main", "resources", "dev", "wassette",
            "component", "testkit", "components", "tools.wasm").toAbsolutePath().normalize();
    private static final Pattern LISTENING = Pattern.compile("listening on (http:\\S+)");

    @TempDir
    private Path home;

    private Map<String, String> folders() {
        return Map.of("XDG_DATA_HOME", home.toString(), "XDG_CONFIG_HOME", home.toString(), "XDG_CACHE_HOME",
                home.toString(), "XDG_STATE_HOME", home.toString());
    }

    @Test
    void talksOverTheStandardStreams() {
        converse(new StdioClientTransport(ServerParameters.builder(PROGRAM).args("serve", "--stdio").env(folders()).build(),
                McpJsonDefaults.getMapper()));
    }

    @Test
    void talksOverStreamableHttp() throws IOException {
        overHttp("--http", address -> HttpClientStreamableHttpTransport.builder(address).build());
    }

    @Test
    @SuppressWarnings("deprecation") // so is the transport itself, but there are such clients
    void talksOverHttpAndServerSentEvents() throws IOException {
        overHttp("--sse", address -> HttpClientSseClientTransport.builder(address).build());
    }

    private interface Connecting {
        McpClientTransport to(String address);
    }

    private void overHttp(String flag, Connecting connecting) throws IOException {
        var builder = new ProcessBuilder(PROGRAM, "serve", flag, "--bind-address", "127.0.0.1:0")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(folders());
        Process server = builder.start();
        try {
            var lines = new BufferedReader(new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8));
            URI listening = listening(lines);
            Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {})); // until the server has ended
            converse(connecting.to("http://" + listening.getAuthority()));
        } finally {
            server.destroy();
        }
    }

    private static URI listening(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher said = LISTENING.matcher(line);
            if (said.find()) {
                return URI.create(said.group(1));
            }
        }
        throw new IOException("the server has ended");
    }

    private static void converse(McpClientTransport transport) {
        Duration patience = Duration.ofMinutes(2);
        try (McpSyncClient client = McpClient.sync(transport).requestTimeout(patience).initializationTimeout(patience).build()) {
            assertEquals("wassette", client.initialize().serverInfo().name());
            CallToolResult loaded = call(client, "load-component", Map.of("path", COMPONENT.toString()));
            assertFalse(Boolean.TRUE.equals(loaded.isError()), loaded::toString);
            assertTrue(client.listTools().tools().stream().anyMatch(tool -> tool.name().equals("add")));
            CallToolResult sum = call(client, "add", Map.of("a", 2, "b", 3));
            assertEquals(Map.of("result", 5), sum.structuredContent());
            assertEquals("5", ((TextContent) sum.content().getFirst()).text());
            assertTrue(call(client, "crash", Map.of()).isError());
            client.ping();
        }
    }

    private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    }
}
