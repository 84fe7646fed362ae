package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.Objects;

/// How this server presents itself to a client.
public record ServerInfo(String name, String version) {
    public ServerInfo {
        Objects.requireNonNull(name);
        Objects.requireNonNull(version);
    }

    JsonObject json() {
        return JsonObject.empty().with("name", new JsonString(name)).with("version", new JsonString(version));
    }
}
