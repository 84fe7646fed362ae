package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import java.util.Objects;
import java.util.Optional;

/// Why a message was not carried out (JSON-RPC 2.0, section 5.1).
///
/// @param message a sentence for the client
/// @param data more about it, for the client's program
public record RpcError(int code, String message, Optional<JsonObject> data) {
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INTERNAL_ERROR = -32603;

    public RpcError {
        Objects.requireNonNull(message);
        Objects.requireNonNull(data);
    }

    private RpcError(int code, String message) {
        this(code, message, Optional.empty());
    }

    JsonObject json() {
        JsonObject json = JsonObject.empty()
                .with("code", JsonNumber.of(code))
                .with("message", new JsonString(message));
        return data.map(more -> json.with("data", more)).orElse(json);
    }

    /// {@return the error of a text that is not JSON}
    public static RpcError parseError(String problem) {
        return new RpcError(-32700, "Parse error: " + problem);
    }

    /// {@return the error of JSON that is not a message}
    public static RpcError invalidRequest(String problem) {
        return new RpcError(-32600, "Invalid request: " + problem);
    }

    static RpcError methodNotFound(String method) {
        return new RpcError(METHOD_NOT_FOUND, "Method not found: " + abbreviated(method));
    }

    /// {@return the error of parameters that are not those of the method}
    public static RpcError invalidParams(String problem) {
        return new RpcError(-32602, "Invalid params: " + problem);
    }

    /// {@return the error of a fault of our own}
    public static RpcError internalError() {
        return new RpcError(INTERNAL_ERROR, "Internal error: the server's log says more");
    }

    /// {@return the error of a stateless request that does not say what it has to}
    public static RpcError missingMeta() {
        return invalidParams("'_meta' must have '" + RequestMeta.PROTOCOL_VERSION + "', a string, and '"
                + RequestMeta.CLIENT_CAPABILITIES + "', an object");
    }

    /// {@return the error of a request whose HTTP fields do not fit its message (2026-07-28, "Server Validation")}
    public static RpcError headerMismatch(String problem) {
        return new RpcError(-32020, "Header mismatch: " + problem);
    }

    /// {@return the error of a revision that stateless requests cannot follow here (2026-07-28, "Versioning")}
    public static RpcError unsupportedVersion(String asked) {
        return new RpcError(-32022, "Unsupported protocol version", Optional.of(JsonObject.empty()
                .with("supported", ProtocolVersion.all())
                .with("requested", new JsonString(abbreviated(asked)))));
    }

    private static String abbreviated(String method) {
        return method.length() <= 100 ? method : method.substring(0, 100) + "...";
    }
}
