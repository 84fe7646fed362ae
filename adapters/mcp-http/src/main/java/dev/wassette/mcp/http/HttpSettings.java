package dev.wassette.mcp.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// How to serve over HTTP.
///
/// @param host name or address to listen at
/// @param port to listen at; 0 for any that is free
/// @param allowedHosts hosts that requests may be for, in lower case, with a port or for every port; empty for those of
///     this machine
/// @param token that each request must show; empty to let everybody in
/// @param site pages for people, if there are any
public record HttpSettings(Transport transport, String host, int port, List<String> allowedHosts,
        Optional<String> token, Optional<Site> site) {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    public HttpSettings {
        Objects.requireNonNull(transport);
        Objects.requireNonNull(host);
        allowedHosts = List.copyOf(allowedHosts);
        Objects.requireNonNull(token);
        Objects.requireNonNull(site);
    }

    /// Without pages for people.
    public HttpSettings(Transport transport, String host, int port, List<String> allowedHosts, Optional<String> token) {
        this(transport, host, port, allowedHosts, token, Optional.empty());
    }

    /// The transports over HTTP.
    public enum Transport {

        /// Streamable HTTP at `/mcp` and `/`.
        STREAMABLE,
        /// HTTP+SSE at `/sse`, of revision 2024-11-05.
        SSE
    }

    List<String> hosts() {
        return allowedHosts.isEmpty() ? LOOPBACK : allowedHosts;
    }
}
