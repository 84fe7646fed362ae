package dev.wassette.mcp.protocol;

import java.util.Objects;

/// How this server presents itself to a client.
public record ServerInfo(String name, String version) {
    public ServerInfo {
        Objects.requireNonNull(name);
        Objects.requireNonNull(version);
    }
}
