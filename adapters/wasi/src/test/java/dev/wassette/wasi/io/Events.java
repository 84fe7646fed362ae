package dev.wassette.wasi.io;

import static java.lang.Thread.State.TIMED_WAITING;

/// What happens elsewhere while a guest waits.
final class Events {
    private Events() {}

    /// Has another thread run the event as soon as the current one waits.
    static void onceThisThreadWaits(Runnable event) {
        Thread waiter = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            while (waiter.getState() != TIMED_WAITING) {
                Thread.yield();
            }
            event.run();
        });
    }
}
