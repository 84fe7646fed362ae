package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonNull;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.domain.LogLevel;
import dev.wassette.mcp.protocol.Message.Request;
import java.util.Optional;

/// The member `_meta` of a request's parameters.
public final class RequestMeta {
    static final String PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String CLIENT_CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    static final String CLIENT_INFO = "io.modelcontextprotocol/clientInfo";
    static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";
    static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
    static final String SUBSCRIPTION_ID = "io.modelcontextprotocol/subscriptionId";

    private final JsonObject meta;

    private RequestMeta(JsonObject meta) {
        this.meta = meta;
    }

    static RequestMeta of(JsonObject params) {
        return new RequestMeta(params.get("_meta").orElse(JsonNull.NULL) instanceof JsonObject meta
                ? meta : JsonObject.empty());
    }

    /// {@return the member of that request}
    public static RequestMeta of(Request request) {
        return request.params().orElse(JsonNull.NULL) instanceof JsonObject params
                ? of(params) : new RequestMeta(JsonObject.empty());
    }

    /// {@return whether the request stands for itself, as those from 2026-07-28 on do}
    public boolean isStateless() {
        return meta.get(PROTOCOL_VERSION).isPresent() || meta.get(CLIENT_CAPABILITIES).isPresent();
    }

    /// {@return the revision that the request says it follows}
    public Optional<String> protocolVersion() {
        return string(PROTOCOL_VERSION);
    }

    Optional<String> string(String key) {
        return meta.get(key).orElse(JsonNull.NULL) instanceof JsonString(String value)
                ? Optional.of(value) : Optional.empty();
    }

    JsonValue clientInfo() {
        return meta.get(CLIENT_INFO).orElse(JsonNull.NULL);
    }

    boolean hasClientCapabilities() {
        return meta.get(CLIENT_CAPABILITIES).orElse(JsonNull.NULL) instanceof JsonObject;
    }

    /// {@return what the client knows the progress of this request by}
    Optional<JsonValue> progressToken() {
        return meta.get("progressToken").filter(token -> token instanceof JsonString || token instanceof JsonNumber);
    }

    /// {@return the least that the client wants to read of the log of this request}
    Optional<LogLevel> logLevel() {
        return string(LOG_LEVEL).flatMap(LogLevels::named);
    }
}
