package dev.wassette.mcp.http;

import static dev.wassette.mcp.http.HttpFixture.rpc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.mcp.http.HttpSettings.Transport;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may come in.
@Timeout(60)
final class AccessTest {
    private static final String INITIALIZE =
            rpc(0, "initialize", "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}");

    private static HttpSettings settings(List<String> hosts, Optional<String> token) {
        return new HttpSettings(Transport.STREAMABLE, "127.0.0.1", 0, hosts, token);
    }

    /// {@return the status of the answer to a request with these fields}
    private static int status(HttpFixture http, String path, String... fields) throws IOException {
        try (var socket = new Socket("127.0.0.1", http.server.port())) {
            String head = "POST " + path + " HTTP/1.1\r\n" + String.join("\r\n", fields)
                    + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + INITIALIZE.length()
                    + "\r\n\r\n";
            socket.getOutputStream().write((head + INITIALIZE).getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost,200", "LOCALHOST:1234,200", "127.0.0.1:9001,200", "[::1],200", "[::1]:80,200",
            "evil.example,403", "localhost.evil.example,403", "127.0.0.1.evil.example:9001,403", "10.0.0.1,403"})
    void servesRequestsForThisMachine(String host, int status) throws Exception {
        try (var http = new HttpFixture(Transport.STREAMABLE)) {
            assertEquals(status, status(http, "/mcp", "Host: " + host));
        }
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:3000,200", "https://127.0.0.1,200", "null,403", "http://evil.example,403",
            "file://localhost,403", "localhost,403",
            "http://localhost:80@evil.example,403", "http://localhost:evil.example,403", "http://[::1]:81,200"})
    void servesPagesOfThisMachine(String origin, int status) throws Exception {
        try (var http = new HttpFixture(Transport.STREAMABLE)) {
            assertEquals(status, status(http, "/mcp", "Host: localhost", "Origin: " + origin));
        }
    }

    @ParameterizedTest
    @CsvSource({"tools.example,200", "tools.example:81,200", "exact.example:80,200", "exact.example:81,403",
            "localhost,403"})
    void servesTheHostsThatItIsTold(String host, int status) throws Exception {
        try (var http = new HttpFixture(settings(List.of("tools.example", "exact.example:80"), Optional.empty()))) {
            assertEquals(status, status(http, "/mcp", "Host: " + host));
        }
    }

    @ParameterizedTest
    @CsvSource({"Bearer s3cret,200", "bearer  s3cret,200", "Bearer s3cre,401", "Bearer s3crett,401", "Bearer,401",
            "Basic s3cret,401", "s3cret,401"})
    void wantsTheToken(String authorization, int status) throws Exception {
        try (var http = new HttpFixture(settings(List.of(), Optional.of("s3cret")))) {
            assertEquals(status, status(http, "/mcp", "Host: localhost", "Authorization: " + authorization));
            HttpResponse<String> without = http.exchange(INITIALIZE);
            assertEquals(401, without.statusCode());
            assertTrue(without.headers().firstValue("WWW-Authenticate").orElseThrow().startsWith("Bearer"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/ready", "/info"})
    void letsEverybodyAskHowItIs(String path) throws Exception {
        for (Transport transport : Transport.values()) {
            var settings = new HttpSettings(transport, "127.0.0.1", 0, List.of(), Optional.of("s3cret"));
            try (var http = new HttpFixture(settings)) {
                assertEquals(200, status(http, path, "Host: container:9001"));
            }
        }
    }

    @Test
    void saysWhenTheAddressIsTaken() throws Exception {
        try (var http = new HttpFixture(Transport.STREAMABLE)) {
            var again = new McpHttpServer(http.tools.server().server(),
                    new HttpSettings(Transport.SSE, "127.0.0.1", http.server.port(), List.of(), Optional.empty()));
            String message = assertThrows(IOException.class, again::start).getMessage();
            assertTrue(message.startsWith("Cannot listen at 127.0.0.1:" + http.server.port()), message);
        }
    }
}
