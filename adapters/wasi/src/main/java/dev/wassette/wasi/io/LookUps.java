package dev.wassette.wasi.io;

import dev.wassette.wasi.limits.WasiLimits;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The places for look-ups of names, of which all instances of a process together have so many. The system's resolver
/// blocks in native code and hears no interrupt, so each look-up keeps a thread, also when its call has ended. Safe for
/// use by several threads.
public final class LookUps {
    private final Semaphore places = new Semaphore(WasiLimits.MAX_LOOKUPS_OF_PROCESS, true);

    /// With all places free.
    public LookUps() {}

    /// Takes a place, to be given back when the resolver has answered. Waits for one if need be.
    ///
    /// @throws InterruptedException when nobody wants the answer any more; then no place is taken
    public void take() throws InterruptedException {
        places.acquire();
    }

    /// Takes a place, if there is one within a time.
    ///
    /// @return whether there was one
    public boolean take(Duration most) throws InterruptedException {
        return places.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    public void giveBack() {
        places.release();
    }
}
