package dev.wassette.mcp.http;

import java.util.Objects;

/// Why a request is not looked into any further.
///
/// @param status of HTTP
/// @param reason a sentence for the client
record Refusal(int status, String reason) {
    Refusal {
        Objects.requireNonNull(reason);
    }
}
