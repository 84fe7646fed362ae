package dev.wassette.wasi.clocks;

import dev.wassette.wasi.gate.MonotonicClock;
import dev.wassette.wasi.io.Readiness;

/// Ready from an instant on.
///
/// @param when unsigned nanoseconds of the clock
record Timer(MonotonicClock clock, long when) implements Readiness {

    /// {@return a timer that is ready after a duration}
    ///
    /// @param nanos unsigned; an instant beyond 2^64 is taken as the last one
    static Timer after(MonotonicClock clock, long nanos) {
        long now = clock.now();
        boolean overflows = Long.compareUnsigned(nanos, -1L - now) > 0;
        return new Timer(clock, overflows ? -1L : now + nanos);
    }

    @Override
    public long nanosUntilReady() {
        long now = clock.now();
        if (Long.compareUnsigned(when, now) <= 0) {
            return 0;
        }
        long left = when - now;
        return left > 0 ? left : Long.MAX_VALUE; // some 292 years; then it is asked again
    }
}
