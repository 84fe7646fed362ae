package dev.wassette.bootstrap;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// `wassette serve --stdio` as a process of its own, which can be killed. Requests may be sent without waiting for their
/// answers.
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final OutputStream in;
    private final Map<Long, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final Thread reader;
    private long lastId;

    /// Starts a server and shakes hands.
    ///
    /// @param home for all its folders
    /// @param log takes what it writes to standard error
    ServerProcess(Path home, Path log, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "--enable-native-access=wasmtime.java,dev.wassette.runtime.wasmtime,dev.wassette.runtime.wasmtime.ffm,"
                        + "dev.wassette.wasi",
                "-p", System.getProperty("jdk.module.path"), "-m", "dev.wassette.bootstrap/dev.wassette.bootstrap.Main",
                "serve", "--stdio"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WASSETTE_"));
        TestEngines.library().ifPresent(path -> builder.environment().put(TestEngines.LIBRARY, path));
        builder.environment().putAll(Map.of("XDG_DATA_HOME", home.resolve("data").toString(),
                "XDG_CONFIG_HOME", home.resolve("config").toString(), "XDG_CACHE_HOME", home.resolve("cache").toString(),
                "XDG_STATE_HOME", home.resolve("state").toString()));
        this.process = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        this.in = process.getOutputStream();
        this.reader = Thread.ofVirtual().start(this::read);
        request("initialize", """
                {"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}""").join();
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonObject message = (JsonObject) JsonText.parse(line);
                if (message.get("id").orElse(null) instanceof JsonNumber(var id)) {
                    asked.remove(id.longValueExact()).complete(message);
                }
            }
        } catch (IOException | MalformedJson e) {
            // The process was killed in the middle of a line.
        }
        asked.values().forEach(each -> each.completeExceptionally(new IOException("the server has gone")));
    }

    /// Sends a request.
    ///
    /// @return the answer; an exception when there will be none
    CompletableFuture<JsonObject> request(String method, String params) {
        var answer = new CompletableFuture<JsonObject>();
        lastId++;
        asked.put(lastId, answer);
        String line = "{\"jsonrpc\":\"2.0\",\"id\":" + lastId + ",\"method\":\"" + method + "\",\"params\":" + params
                + "}\n";
        try {
            in.write(line.getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
        return answer.orTimeout(300, TimeUnit.SECONDS);
    }

    /// {@return the text of the result, or an exception when it is an error}
    CompletableFuture<String> call(String tool, String arguments) {
        return request("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}")
                .thenApply(ServerProcess::text);
    }

    private static String text(JsonObject answer) {
        var result = (JsonObject) answer.get("result").orElseThrow();
        var content = (JsonValue.JsonArray) result.get("content").orElseThrow();
        String text = ((JsonValue.JsonString) ((JsonObject) content.elements().getFirst()).get("text").orElseThrow())
                .value();
        boolean failed = result.get("isError").map(value -> ((JsonValue.JsonBool) value).value()).orElse(false);
        if (failed) {
            throw new IllegalStateException(text);
        }
        return text;
    }

    /// Ends the process without a warning, wherever it is.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
    }

    /// Ends the input, as a client does.
    ///
    /// @return the exit status
    int end() throws Exception {
        in.close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IOException("the server did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
