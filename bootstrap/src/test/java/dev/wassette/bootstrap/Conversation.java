package dev.wassette.bootstrap;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.cli.RuntimeChoice;
import dev.wassette.cli.ServeOptions;
import dev.wassette.cli.ServeOptions.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A client and the whole server, wired as in production, at the two ends of two pipes. One request at a time.
final class Conversation implements AutoCloseable {
    private final OutputStream requests;
    private final BufferedReader answers;
    private final Thread server;
    private long lastId;

    /// @param home where the server keeps its files
    Conversation(Path home, RuntimeChoice runtime) throws IOException, MalformedJson {
        Pipe toServer = Pipe.open();
        Pipe fromServer = Pipe.open();
        requests = Channels.newOutputStream(toServer.sink());
        answers = new BufferedReader(
                new InputStreamReader(Channels.newInputStream(fromServer.source()), StandardCharsets.UTF_8));
        Map<String, String> environment =
                Map.of("XDG_CACHE_HOME", home.toString(), "XDG_STATE_HOME", home.toString());
        var wiring = new Wiring(environment, Channels.newInputStream(toServer.source()),
                Channels.newOutputStream(fromServer.sink()));
        var options = new ServeOptions(Transport.STDIO, runtime, Optional.empty());
        server = Thread.ofPlatform().start(() -> wiring.serve(options));
        request("initialize", object("""
                {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}"""));
        send(object("""
                {"jsonrpc": "2.0", "method": "notifications/initialized"}"""));
    }

    /// {@return what the tool answers}
    JsonObject call(String tool, JsonObject arguments) throws IOException, MalformedJson {
        return request("tools/call",
                JsonObject.empty().with("name", new JsonString(tool)).with("arguments", arguments));
    }

    /// {@return the result of the request}
    /// @throws IllegalStateException where there is none
    JsonObject request(String method, JsonObject parameters) throws IOException, MalformedJson {
        JsonNumber id = JsonNumber.of(++lastId);
        send(JsonObject.empty()
                .with("jsonrpc", new JsonString("2.0"))
                .with("id", id)
                .with("method", new JsonString(method))
                .with("params", parameters));
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            JsonObject message = object(line);
            if (message.get("id").equals(Optional.of(id))) {
                return (JsonObject) message.get("result").orElseThrow(() -> new IllegalStateException(
                        "no result: " + JsonText.compact(message)));
            }
        }
        throw new IllegalStateException("the server ended before it answered " + method);
    }

    private void send(JsonValue message) throws IOException {
        requests.write((JsonText.compact(message) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject object(String text) throws MalformedJson {
        return (JsonObject) JsonText.parse(text);
    }

    /// Ends the input, and waits until the server has ended.
    @Override
    public void close() throws IOException {
        requests.close();
        try {
            server.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
