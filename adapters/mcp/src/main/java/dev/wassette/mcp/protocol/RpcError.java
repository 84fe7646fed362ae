package dev.wassette.mcp.protocol;

import java.util.Objects;

/// Why a message was not carried out (JSON-RPC 2.0, section 5.1).
///
/// @param message a sentence for the client
public record RpcError(int code, String message) {

    public RpcError {
        Objects.requireNonNull(message);
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
        return new RpcError(-32601, "Method not found: " + abbreviated(method));
    }

    static RpcError invalidParams(String problem) {
        return new RpcError(-32602, "Invalid params: " + problem);
    }

    /// {@return the error of a fault of our own}
    public static RpcError internalError() {
        return new RpcError(-32603, "Internal error: the server's log says more");
    }

    private static String abbreviated(String method) {
        return method.length() <= 100 ? method : method.substring(0, 100) + "...";
    }
}
