package dev.wassette.loader.http.transfer;

import java.time.Duration;
import java.util.Objects;

/// How long servers are waited for.
///
/// @param connect until a connection is there
/// @param silence until the next byte
/// @param whole for one request with all its attempts; stops servers that send a byte now and then
/// @param pause before the second attempt; doubles with each
public record Patience(Duration connect, Duration silence, Duration whole, Duration pause) {
    public Patience {
        Objects.requireNonNull(connect);
        Objects.requireNonNull(silence);
        Objects.requireNonNull(whole);
        Objects.requireNonNull(pause);
    }

    /// {@return what fits people and slow lines}
    public static Patience usual() {
        return new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(15),
                Duration.ofMillis(250));
    }

    /// {@return what fits a question that somebody waits for, about something that can be done without}
    public static Patience brief() {
        return new Patience(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMillis(250));
    }
}
