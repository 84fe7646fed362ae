package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;

/// What the record calls a client: the session, which we number, and behind it what the client says of itself.
final class ClientName {
    private ClientName() {}

    /// @param info MCP's schema `Implementation`, or anything else
    static String of(String session, JsonValue info) {
        if (!(info instanceof JsonObject object)) {
            return session;
        }
        String said = (text(object, "name") + " " + text(object, "version")).strip();
        return said.isEmpty() ? session : session + " (" + said + ")";
    }

    private static String text(JsonObject object, String member) {
        if (!(object.get(member).orElse(JsonNull.NULL) instanceof JsonString(String text))) {
            return "";
        }
        String clean = text.replaceAll("[^\\p{Graph} ]", "?");
        return clean.substring(0, Math.min(clean.length(), ProtocolLimits.MAX_CLIENT_NAME));
    }
}
