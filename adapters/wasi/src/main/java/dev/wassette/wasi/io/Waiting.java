package dev.wassette.wasi.io;

import dev.wassette.component.engine.Trap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Where the thread of one instance waits, and where the threads that work for it ring when something has happened.
public final class Waiting {
    private final Semaphore rings = new Semaphore(0);

    /// Nobody waits yet.
    public Waiting() {}

    /// Says that something may be ready now. May be called by any thread.
    public void ring() {
        if (rings.availablePermits() == 0) { // one is enough to wake the waiter
            rings.release();
        }
    }

    /// Waits until one of the sources is ready.
    ///
    /// @param sources not empty
    /// @return the positions of all that are ready, at least one
    /// @throws Trap of kind [Trap.Kind#INTERRUPTED] when the thread is interrupted, which is how a deadline reaches a
    ///     guest that waits
    public List<Integer> untilAnyReady(List<? extends Readiness> sources) {
        while (true) {
            // Before the sources are asked: a ring that comes while they are asked ends the wait below at once.
            rings.drainPermits();
            var ready = new ArrayList<Integer>();
            long nanos = Readiness.UNTIL_RING;
            for (int i = 0; i < sources.size(); i++) {
                long left = sources.get(i).nanosUntilReady();
                nanos = Math.min(nanos, left);
                if (left == 0) {
                    ready.add(i);
                }
            }
            if (!ready.isEmpty()) {
                return ready;
            }
            await(nanos);
        }
    }

    /// Waits until the source is ready.
    ///
    /// @throws Trap as [#untilAnyReady] does
    public void untilReady(Readiness source) {
        untilAnyReady(List.of(source));
    }

    private void await(long nanos) {
        try {
            boolean _ = rings.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new Trap(Trap.Kind.INTERRUPTED, "the guest was interrupted while it waited", e);
        }
    }
}
