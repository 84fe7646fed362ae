package dev.wassette.documentation;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `wassette serve --stdio` and a client that shows what it asks and is told.
final class McpServer implements AutoCloseable {
    private final Process process;
    private final OutputStream in;
    private final BufferedReader out;
    private long lastId;

    /// @param options more words of the command line
    McpServer(Path home, Map<String, String> environment, List<String> options) throws IOException {
        String path = environment.get("PATH");
        var builder = new ProcessBuilder(Stream.concat(
                Stream.of(path.substring(0, path.indexOf(':')) + "/wassette", "serve", "--stdio"), options.stream()).toList())
                .directory(home.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = builder.start();
        in = process.getOutputStream();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        ask("initialize", """
                {"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"reader","version":"1"}}""");
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    private void send(String message) throws IOException {
        in.write((message + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /// {@return the notifications before the answer, each as its method, and the answer as JSON for people}
    List<String> ask(String method, String parameters) throws IOException {
        lastId++;
        send("{\"jsonrpc\":\"2.0\",\"id\":" + lastId + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}");
        List<String> shown = new ArrayList<>();
        while (true) {
            JsonObject message = receive();
            if (message.get("id").isPresent()) {
                if (!message.get("id").get().equals(JsonNumber.of(lastId))) {
                    throw new IOException("an answer to another request: " + message);
                }
                shown.addAll(("< " + JsonText.pretty(message.get("result").or(() -> message.get("error")).orElseThrow()))
                        .lines().toList());
                return shown;
            }
            shown.add("< " + ((JsonString) message.get("method").orElseThrow()).value());
        }
    }

    private JsonObject receive() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server has gone");
        }
        try {
            JsonValue message = JsonText.parse(line);
            return (JsonObject) message;
        } catch (MalformedJson e) {
            throw new IOException(line, e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
