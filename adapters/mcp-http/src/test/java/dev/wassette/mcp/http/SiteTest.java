package dev.wassette.mcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.mcp.http.HttpSettings.Transport;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pages beside a transport.
@Timeout(60)
final class SiteTest {
    /// Says what it was asked.
    private record Mirror() implements Site {
        @Override
        public String path() {
            return "/ui";
        }

        @Override
        public Page answer(Visit visit) {
            String said = visit.method() + " " + visit.path() + " " + visit.query() + " " + visit.header("x-field").orElse("-") + " "
                    + visit.body().length();
            return new Page(203, Map.of("X-Page", "yes"), said.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static HttpFixture fixture() throws IOException {
        return new HttpFixture(new HttpSettings(Transport.STREAMABLE, "127.0.0.1", 0, List.of("proxy.example"), Optional.of("s3cret"),
                Optional.of(new Mirror())));
    }

    @Test
    void answersWithItsPagesWithoutTheTokenOfTheTransport() throws Exception {
        try (var http = fixture()) {
            HttpResponse<String> answer = http.send(http.request("/ui/a%20b?after=1").header("X-Field", "f"));
            assertEquals("203 GET /ui/a%20b after=1 f 0", answer.statusCode() + " " + answer.body());
            assertEquals(Optional.of("yes"), answer.headers().firstValue("x-page"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/ui,203", "/ui/,203", "/uix,403", "/,403"})
    void beginsAtItsPathAndNowhereElse(String path, int status) throws Exception {
        try (var http = fixture()) {
            assertEquals(status, http.send(http.request(path)).statusCode());
        }
    }

    @Test
    void takesFormsOfABoundedLength() throws Exception {
        try (var http = fixture()) {
            var fits = http.request("/ui/form").POST(BodyPublishers.ofString("x".repeat(HttpLimits.MAX_FORM_BYTES)));
            assertTrue(http.send(fits).body().endsWith(" " + HttpLimits.MAX_FORM_BYTES));
            var tooLong = http.request("/ui/form").POST(BodyPublishers.ofString("x".repeat(HttpLimits.MAX_FORM_BYTES + 1)));
            assertEquals(413, http.send(tooLong).statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost,203", "127.0.0.1:9001,203", "proxy.example,403", "evil.example,403"})
    void isForThisMachineWhateverTheTransportIsFor(String host, int status) throws Exception {
        try (var http = fixture(); var socket = new Socket("127.0.0.1", http.server.port())) {
            socket.getOutputStream().write(("GET /ui HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(status, Integer.parseInt(answer.split(" ", 3)[1]));
        }
    }
}
