package dev.wassette.runtime.wasmtime;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/// Advances the epoch of one engine while there are deadlines, so that a deadline is a number of epochs. Safe for use by
/// several threads.
final class EpochTicker implements AutoCloseable {

    /// How far apart epochs are: a deadline may be noticed so much later.
    static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Runnable incrementEpoch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// from setting to removal, past or not; guarded by lock
    private final Map<Presence, Deadline> deadlines = new HashMap<>();
    /// guarded by lock
    private boolean closed;
    /// when the current epoch began; guarded by lock
    private long epochStart;
    /// guarded by lock
    private Thread thread;

    private static final class Deadline {
        private final long nanoTime;
        private boolean noticed;

        private Deadline(long nanoTime) {
            this.nanoTime = nanoTime;
        }
    }

    EpochTicker(Runnable incrementEpoch) {
        this.incrementEpoch = incrementEpoch;
    }

    /// Sets a deadline, in place of an earlier one. When it has passed, the thread that is there is woken.
    ///
    /// @param nanoTime a moment of [System#nanoTime]
    /// @param setEpochs is given the number of epochs from now to the first that begins at that moment or later, 0 when
    ///     it is past; the epoch does not advance meanwhile
    void set(Presence presence, long nanoTime, LongConsumer setEpochs) {
        lock.lock();
        try {
            long now = System.nanoTime();
            if (deadlines.isEmpty()) {
                epochStart = now;
                start();
            }
            deadlines.put(presence, new Deadline(nanoTime));
            setEpochs.accept(nanoTime - now <= 0 ? 0 : Math.ceilDiv(nanoTime - epochStart, TICK_NANOS));
        } finally {
            lock.unlock();
        }
    }

    /// Forgets the deadline. Until then the epoch advances: a guest may notice later that the deadline has passed.
    void remove(Presence presence) {
        lock.lock();
        try {
            deadlines.remove(presence);
        } finally {
            lock.unlock();
        }
    }

    /// The epoch does not advance after this returns.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        if (thread == null && !closed) {
            thread = Thread.ofPlatform().daemon().name("wasmtime-epochs").start(this::run);
        }
        changed.signal();
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                if (deadlines.isEmpty()) {
                    changed.awaitUninterruptibly();
                } else {
                    sleep();
                    advance();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void sleep() {
        try {
            changed.awaitNanos(TICK_NANOS - (System.nanoTime() - epochStart));
        } catch (InterruptedException e) {
            // nobody has a reason to interrupt this thread; the next turn waits again
        }
    }

    /// Makes up for epochs that were missed while the machine was busy.
    private void advance() {
        while (!closed && System.nanoTime() - epochStart >= TICK_NANOS) {
            incrementEpoch.run();
            epochStart += TICK_NANOS;
        }
        deadlines.forEach((presence, deadline) -> {
            if (!deadline.noticed && deadline.nanoTime - epochStart <= 0) {
                deadline.noticed = true;
                presence.wake();
            }
        });
    }
}
