package dev.wassette.application.client;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.in.ConfigureClients.Connection;
import dev.wassette.application.port.in.ConfigureClients.Program;
import dev.wassette.application.port.in.ConfigureClients.Server;
import dev.wassette.domain.client.Client;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How a client writes a server down, after its documentation.
final class Layout {
    private Layout() {}

    /// {@return the object that holds the servers, by their names}
    static String container(Client client) {
        return switch (client) {
            case VSCODE -> "servers";
            case CODEX -> "mcp_servers";
            case CLAUDE_CODE, CURSOR, GEMINI -> "mcpServers";
        };
    }

    /// {@return whether the file is in TOML; the others are in JSON}
    static boolean isToml(Client client) {
        return client == Client.CODEX;
    }

    static JsonObject value(Client client, Connection connection) {
        return switch (connection) {
            case Program(String command, List<String> arguments) -> type(client, "stdio")
                    .with("command", new JsonString(command))
                    .with("args", new JsonArray(arguments.stream().<JsonValue>map(JsonString::new).toList()));
            case Server(String url, Optional<String> token) -> {
                JsonObject value = type(client, "http").with(urlKey(client), new JsonString(url));
                yield token.isEmpty() ? value : token(client, value, token.get());
            }
        };
    }

    /// Cursor, Gemini CLI and Codex CLI tell from the other members what it is.
    private static JsonObject type(Client client, String type) {
        return switch (client) {
            case CLAUDE_CODE, VSCODE -> JsonObject.empty().with("type", new JsonString(type));
            case CURSOR, GEMINI, CODEX -> JsonObject.empty();
        };
    }

    /// To Gemini CLI, `url` is the older transport.
    private static String urlKey(Client client) {
        return client == Client.GEMINI ? "httpUrl" : "url";
    }

    private static JsonObject token(Client client, JsonObject value, String variable) {
        return switch (client) {
            case CODEX -> value.with("bearer_token_env_var", new JsonString(variable));
            case CLAUDE_CODE, GEMINI -> header(value, "${" + variable + "}");
            case VSCODE, CURSOR -> header(value, "${env:" + variable + "}");
        };
    }

    private static JsonObject header(JsonObject value, String token) {
        return value.with("headers", JsonObject.empty().with("Authorization", new JsonString("Bearer " + token)));
    }

    /// {@return how that entry reaches its server; empty when it says nothing of that}
    static Optional<Connection> connection(Client client, JsonObject value) {
        Optional<Connection> program = text(value, "command").map(command -> new Program(command, texts(value)));
        return program.or(() -> Stream.of(urlKey(client), "url").map(key -> text(value, key)).flatMap(Optional::stream)
                .findFirst().map(url -> new Server(url, Optional.empty())));
    }

    private static Optional<String> text(JsonObject value, String key) {
        return value.get(key).flatMap(each -> each instanceof JsonString(String text) ? Optional.of(text) : Optional.empty());
    }

    private static List<String> texts(JsonObject value) {
        return value.get("args").orElse(null) instanceof JsonArray(List<JsonValue> elements)
                ? elements.stream().flatMap(each -> each instanceof JsonString(String text) ? Stream.of(text) : Stream.empty())
                        .toList()
                : List.of();
    }
}
