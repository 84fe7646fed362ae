package dev.wassette.wasi.io;

/// Something that a guest waits for.
@FunctionalInterface
public interface Readiness {

    /// What [#nanosUntilReady] returns when only an event can tell. Whoever brings the event about calls
    /// [Waiting#ring] afterwards.
    long UNTIL_RING = Long.MAX_VALUE;

    /// {@return 0 when ready, else after how many nanoseconds to ask again}
    long nanosUntilReady();
}
