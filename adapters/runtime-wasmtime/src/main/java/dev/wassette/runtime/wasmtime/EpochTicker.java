package dev.wassette.runtime.wasmtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Advances the epoch of one engine while somebody waits for a deadline, so that a deadline is a number of epochs.
/// Safe for use by several threads.
final class EpochTicker implements AutoCloseable {

    /// How far apart epochs are: a deadline may be noticed so much later.
    static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Runnable incrementEpoch;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// guarded by lock
    private int waiting;
    /// guarded by lock
    private boolean closed;
    /// when the current epoch began; guarded by lock
    private long epochStart;
    /// guarded by lock
    private Thread thread;

    EpochTicker(Runnable incrementEpoch) {
        this.incrementEpoch = incrementEpoch;
    }

    /// Begins to tick if need be; [#end] is called when the deadline does not matter any more.
    void begin() {
        lock.lock();
        try {
            if (waiting++ == 0) {
                epochStart = System.nanoTime();
                start();
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            waiting--;
        } finally {
            lock.unlock();
        }
    }

    /// {@return the number of epochs from now to the first that begins at that moment or later; 0 when it is past}
    ///
    /// @param nanoTime a moment of [System#nanoTime]
    long epochsUntil(long nanoTime) {
        lock.lock();
        try {
            if (nanoTime - System.nanoTime() <= 0) {
                return 0;
            }
            return Math.ceilDiv(nanoTime - epochStart, TICK_NANOS);
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
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                if (waiting == 0) {
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
    }
}
