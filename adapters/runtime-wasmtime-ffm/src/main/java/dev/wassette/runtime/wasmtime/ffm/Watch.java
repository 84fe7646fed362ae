package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.Trap;
import java.util.Optional;

/// Knows which thread is inside a store and when its guest has to end; lets nobody close the store under it.
///
/// Somebody who waits in a host function is woken by an interrupt. It is taken back when the thread leaves, under the
/// same lock, so it never reaches a thread that has left already. Safe for use by several threads.
final class Watch {
    private final Runnable wakeGuest;
    /// set and taken back by the thread itself, under the lock; others read it under the lock
    private Thread thread;
    /// how often the thread has come in and not left; written by the thread itself
    private int depth;
    /// guarded by this
    private boolean woken;
    private volatile boolean interrupted;
    private volatile boolean closed;
    private volatile boolean hasDeadline;
    private volatile long deadline;

    /// @param wakeGuest makes running guests ask for their [#verdict]; called only while a thread is inside
    Watch(Runnable wakeGuest) {
        this.wakeGuest = wakeGuest;
    }

    /// @throws IllegalStateException when closed, or when another thread is inside
    void enter() {
        if (isInside()) {
            depth++;
        } else {
            enterFirst();
        }
    }

    /// As [#enter], to run code of the guest. A thread that was interrupted while it was outside, where [#interrupt] does not
    /// reach it, does not begin.
    ///
    /// @throws Trap when it was
    void enterGuest() {
        enter();
        if (isOutermost() && Thread.currentThread().isInterrupted()) {
            leave();
            throw new Trap(Trap.Kind.INTERRUPTED, "interrupted");
        }
    }

    private synchronized void enterFirst() {
        requireOpen();
        if (thread != null) {
            throw new IllegalStateException("the store is in use by " + thread);
        }
        thread = Thread.currentThread();
        depth = 1;
    }

    void leave() {
        if (depth > 1) {
            depth--;
        } else {
            leaveLast();
        }
    }

    private synchronized void leaveLast() {
        depth = 0;
        thread = null;
        if (woken) {
            Thread.interrupted();
        }
        woken = false;
        interrupted = false;
    }

    /// {@return whether the current thread is inside}
    boolean isInside() {
        // only this thread could have put itself there
        return thread == Thread.currentThread();
    }

    /// {@return whether the current thread is inside for the first time, not again from a host function}
    boolean isOutermost() {
        return depth == 1;
    }

    void setDeadline(long nanoTime) {
        deadline = nanoTime;
        hasDeadline = true;
    }

    /// {@return why the guest has to end now; empty when it may go on}
    Optional<Trap> verdict() {
        if (interrupted) {
            return Optional.of(new Trap(Trap.Kind.INTERRUPTED, "interrupted"));
        }
        if (hasDeadline && System.nanoTime() - deadline >= 0) {
            return Optional.of(new Trap(Trap.Kind.DEADLINE, "the deadline has passed"));
        }
        return Optional.empty();
    }

    /// Makes the thread inside, if there is one, notice that its deadline has passed.
    synchronized void wake() {
        if (thread != null) {
            woken = true;
            thread.interrupt();
            wakeGuest.run();
        }
    }

    /// As [#wake], and the guest ends before its deadline.
    synchronized void interrupt() {
        if (thread != null) {
            interrupted = true;
            wake();
        }
    }

    /// @return whether it was open
    /// @throws IllegalStateException when a thread is inside
    synchronized boolean close() {
        if (thread != null) {
            throw new IllegalStateException("the store is in use by " + thread);
        }
        boolean wasOpen = !closed;
        closed = true;
        return wasOpen;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }
}
