package dev.wassette.bootstrap;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A client that speaks to the whole wired server in this process, line by line.
final class McpClient implements AutoCloseable {
    private final PipedOutputStream toServer = new PipedOutputStream();
    private final BufferedReader fromServer;
    private final CompletableFuture<Integer> status;
    /// The methods of the notifications that came before the last answer.
    private final List<String> notifications = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private long lastId;

    /// Starts a server and shakes hands.
    ///
    /// @param home for its caches
    McpClient(Path home, String... arguments) throws IOException {
        this(home, Map.of(), arguments);
    }

    /// The same, with more variables of the process.
    McpClient(Path home, Map<String, String> variables, String... arguments) throws IOException {
        var serverIn = new PipedInputStream(toServer, 1 << 20);
        var serverOut = new PipedOutputStream();
        this.fromServer = new BufferedReader(
                new InputStreamReader(new PipedInputStream(serverOut, 1 << 20), StandardCharsets.UTF_8));
        Map<String, String> environment = new HashMap<>(Map.of(
                "XDG_CACHE_HOME", home.resolve("cache").toString(), "XDG_STATE_HOME", home.resolve("state").toString(),
                "XDG_DATA_HOME", home.resolve("data").toString(), "XDG_CONFIG_HOME", home.resolve("config").toString(),
                "GREETING", "hello"));
        environment.putAll(variables);
        TestEngines.library().ifPresent(path -> environment.put(TestEngines.LIBRARY, path));
        this.status = CompletableFuture.supplyAsync(() -> serve(environment, serverIn, serverOut, arguments),
                server -> Thread.ofPlatform().daemon().name("server").start(server));
        request("initialize", """
                {"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""");
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    private static int serve(Map<String, String> environment, PipedInputStream in, OutputStream out,
            String... arguments) {
        try (in; out) {
            var wiring = new Wiring(environment, in, out);
            return new dev.wassette.cli.WassetteCli(wiring, environment, "test", in, System.err, System.err)
                    .run(List.of(arguments));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Sends one line as it is.
    void send(String line) throws IOException {
        toServer.write(line.getBytes(StandardCharsets.UTF_8));
        toServer.write('\n');
        toServer.flush();
    }

    /// {@return the next message that is not a notification}
    JsonObject answer() throws IOException {
        notifications.clear();
        while (true) {
            String line = fromServer.readLine();
            if (line == null) {
                throw new IOException("the server has gone");
            }
            JsonObject message = parse(line);
            if (message.get("id").isPresent()) {
                return message;
            }
            notifications.add(((JsonString) message.get("method").orElseThrow()).value());
        }
    }

    private static JsonObject parse(String line) throws IOException {
        try {
            return (JsonObject) JsonText.parse(line);
        } catch (MalformedJson e) {
            throw new IOException(line, e);
        }
    }

    /// {@return the answer to a request, a result or an error}
    JsonObject request(String method, String params) throws IOException {
        lastId++;
        send("{\"jsonrpc\":\"2.0\",\"id\":" + lastId + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
        JsonObject answer = answer();
        if (!answer.get("id").orElseThrow().equals(JsonNumber.of(lastId))) {
            throw new IOException("an answer to another request: " + answer);
        }
        return answer;
    }

    /// {@return the result of calling a tool}
    ToolResult call(String tool, String arguments) throws IOException {
        JsonObject answer =
                request("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
        JsonObject result = (JsonObject) answer.get("result").orElseThrow(() -> new IOException(answer.toString()));
        boolean failed = result.get("isError").map(JsonValue.JsonBool.class::cast)
                .map(JsonValue.JsonBool::value).orElse(false);
        var content = (JsonValue.JsonArray) result.get("content").orElseThrow();
        texts.clear();
        content.elements().forEach(each ->
                texts.add(((JsonString) ((JsonObject) each).get("text").orElseThrow()).value()));
        return new ToolResult(failed, texts.getFirst(),
                result.get("structuredContent").map(JsonText::compact).orElse(""));
    }

    /// @param structured as compact JSON; empty when there is none
    record ToolResult(boolean failed, String text, String structured) {}

    /// {@return all texts of the last result}
    List<String> textsOfLastResult() {
        return List.copyOf(texts);
    }

    List<String> notificationsBeforeLastAnswer() {
        return List.copyOf(notifications);
    }

    /// Ends the server's input and waits for its end.
    ///
    /// @return its exit status
    int end() throws Exception {
        toServer.close();
        return status.get(60, TimeUnit.SECONDS);
    }

    /// Ends the server's input: the server of a test that failed does not go on.
    @Override
    public void close() throws IOException {
        toServer.close();
    }
}
