package dev.wassette.wasi.http.message;

import java.time.Duration;

/// How long one exchange waits; each between 1 ms and [HttpLimits#MAX_TIMEOUT].
///
/// @param connect from the look-up of the name to the end of the TLS handshake
/// @param firstByte from the last byte of the request that was sent to the first one of the response
/// @param betweenBytes between two arrivals of bytes of the response
public record Timeouts(Duration connect, Duration firstByte, Duration betweenBytes) {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    public Timeouts {
        connect = capped(connect);
        firstByte = capped(firstByte);
        betweenBytes = capped(betweenBytes);
    }

    private static Duration capped(Duration wanted) {
        Duration atLeast = wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
        return atLeast.compareTo(HttpLimits.MAX_TIMEOUT) > 0 ? HttpLimits.MAX_TIMEOUT : atLeast;
    }
}
