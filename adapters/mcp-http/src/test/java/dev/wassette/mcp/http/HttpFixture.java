package dev.wassette.mcp.http;

import dev.wassette.mcp.http.HttpSettings.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A server on a free port, and a client for it.
final class HttpFixture implements AutoCloseable {
    static final String STATELESS_META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}";

    final FakeTools tools = new FakeTools();
    final McpHttpServer server;
    final HttpClient client = HttpClient.newHttpClient();

    HttpFixture(Transport transport) throws IOException {
        this(new HttpSettings(transport, "127.0.0.1", 0, List.of(), Optional.empty()));
    }

    HttpFixture(HttpSettings settings) throws IOException {
        server = new McpHttpServer(tools.server().server(), settings);
        server.start();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    HttpRequest.Builder post(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(body));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> exchange(String body, String... headers) throws IOException, InterruptedException {
        return send(post("/mcp", body, headers));
    }

    HttpResponse<Stream<String>> stream(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofLines());
    }

    /// {@return the id of a new session}
    String begin(String version) throws IOException, InterruptedException {
        return exchange(rpc(0, "initialize", "\"protocolVersion\":\"" + version + "\",\"capabilities\":{}"))
                .headers().firstValue("Mcp-Session-Id").orElseThrow();
    }

    static String rpc(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params + "}}";
    }

    static String call(int id, String tool) {
        return rpc(id, "tools/call", "\"name\":\"" + tool + "\"");
    }

    HttpResponse<String> stateless(String method, String params, String... headers)
            throws IOException, InterruptedException {
        return exchange(rpc(1, method, params + STATELESS_META + "}"), headers);
    }

    @Override
    public void close() {
        tools.gate.countDown();
        client.shutdownNow();
        server.close();
    }
}
