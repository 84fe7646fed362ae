package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.mcp.protocol.Message.Request;
import dev.wassette.mcp.protocol.RequestMeta;
import dev.wassette.mcp.protocol.RpcError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;

/// The HTTP fields that repeat what a stateless request says (2026-07-28, Streamable HTTP, "Request Metadata"). One who
/// decides by the fields and one who decides by the message must not see two different requests.
final class StatelessFields {
    static final String PROTOCOL_VERSION = "MCP-Protocol-Version";
    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";
    private static final String ENCODED = "=?base64?";
    private static final String ENCODED_END = "?=";

    private StatelessFields() {}

    /// {@return what is wrong with the fields of this request; empty when nothing is}
    static Optional<RpcError> problem(HttpFields fields, Request request) {
        Optional<String> version = RequestMeta.of(request).protocolVersion();
        if (version.isEmpty()) {
            return Optional.of(RpcError.missingMeta());
        }
        return mismatch(PROTOCOL_VERSION, fields.get(PROTOCOL_VERSION), version.get())
                .or(() -> mismatch(METHOD, fields.get(METHOD), request.method()))
                .or(() -> request.method().equals("tools/call") ? name(fields, request) : Optional.empty());
    }

    private static Optional<RpcError> name(HttpFields fields, Request request) {
        JsonValue name = request.params().orElse(JsonNull.NULL) instanceof JsonObject params
                ? params.get("name").orElse(JsonNull.NULL) : JsonNull.NULL;
        if (!(name instanceof JsonString(String tool))) {
            return Optional.empty(); // the method says what is missing
        }
        String given = fields.get(NAME);
        return mismatch(NAME, given == null ? null : decoded(given), tool);
    }

    private static Optional<RpcError> mismatch(String field, String given, String said) {
        if (given == null) {
            return Optional.of(RpcError.headerMismatch("the field " + field + " is missing or cannot be read"));
        }
        return given.equals(said) ? Optional.empty()
                : Optional.of(RpcError.headerMismatch("the field " + field + " is not what the message says"));
    }

    /// {@return the value; null when it is not what it claims to be}
    private static String decoded(String value) {
        if (!value.startsWith(ENCODED) || !value.endsWith(ENCODED_END)
                || value.length() < ENCODED.length() + ENCODED_END.length()) {
            return value;
        }
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(value.substring(ENCODED.length(), value.length() - ENCODED_END.length()));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
