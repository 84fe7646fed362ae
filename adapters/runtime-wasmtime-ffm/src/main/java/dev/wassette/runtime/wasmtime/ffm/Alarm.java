package dev.wassette.runtime.wasmtime.ffm;

import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes each [Watch] at its deadline. Has a thread of its own from the first deadline on, which sleeps until the next
/// one. Safe for use by several threads.
final class Alarm implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// guarded by lock
    private final PriorityQueue<Ring> rings = new PriorityQueue<>((a, b) -> Long.signum(a.nanoTime - b.nanoTime));
    /// when the thread will look again by itself; guarded by lock
    private long nextLook;
    /// whether the thread waits without end; guarded by lock
    private boolean idle = true;
    /// guarded by lock
    private boolean closed;
    /// guarded by lock
    private Thread thread;

    private static final class Ring {
        private final Watch watch;
        private final long nanoTime;

        private Ring(Watch watch, long nanoTime) {
            this.watch = watch;
            this.nanoTime = nanoTime;
        }
    }

    /// Sets a deadline, in place of an earlier one.
    ///
    /// @param nanoTime a moment of [System#nanoTime]
    void set(Watch watch, long nanoTime) {
        lock.lock();
        try {
            rings.removeIf(ring -> ring.watch == watch);
            rings.add(new Ring(watch, nanoTime));
            if (thread == null && !closed) {
                thread = Thread.ofPlatform().daemon().name("wasmtime-deadlines").start(this::run);
            }
            // a thread that looks again before that need not know now
            if (idle || nanoTime - nextLook < 0) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    void remove(Watch watch) {
        lock.lock();
        try {
            rings.removeIf(ring -> ring.watch == watch);
        } finally {
            lock.unlock();
        }
    }

    /// Nobody is woken after this returns.
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

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                sleep();
                ringAllDue();
            }
        } finally {
            lock.unlock();
        }
    }

    private void sleep() {
        Ring next = rings.peek();
        try {
            idle = next == null;
            if (idle) {
                changed.await();
            } else {
                nextLook = next.nanoTime;
                changed.awaitNanos(next.nanoTime - System.nanoTime());
            }
        } catch (InterruptedException e) {
            // nobody has a reason to interrupt this thread; the next turn sleeps again
        } finally {
            idle = false;
        }
    }

    private void ringAllDue() {
        long now = System.nanoTime();
        while (!closed && !rings.isEmpty() && rings.peek().nanoTime - now <= 0) {
            rings.poll().watch.wake();
        }
    }
}
