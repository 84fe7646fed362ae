package dev.wassette.runtime.wasmtime;

/// Knows which thread is inside a store, so that nobody closes the store under it and others can wake it.
///
/// A wake-up interrupts the thread, for the sake of host functions that wait. The interrupt is taken back when the thread
/// leaves, under the same lock: it never reaches a thread that has left already. Safe for use by several threads.
final class Presence {
    /// guarded by this
    private Thread thread;
    /// how often the thread has come in and not left; guarded by this
    private int depth;
    /// guarded by this
    private boolean woken;
    private volatile boolean interrupted;
    private volatile boolean closed;

    /// @throws IllegalStateException when closed
    synchronized void enter() {
        requireOpen();
        thread = Thread.currentThread();
        depth++;
    }

    synchronized void leave() {
        if (--depth > 0) {
            return;
        }
        thread = null;
        if (woken) {
            Thread.interrupted();
        }
        woken = false;
        interrupted = false;
    }

    /// Interrupts the thread inside, if there is one.
    synchronized void wake() {
        if (thread != null) {
            woken = true;
            thread.interrupt();
        }
    }

    /// As [#wake], and remembered until the thread leaves.
    synchronized void interrupt() {
        if (thread != null) {
            interrupted = true;
            wake();
        }
    }

    boolean isInterrupted() {
        return interrupted;
    }

    /// @return whether it was open
    /// @throws IllegalStateException when a thread is inside
    synchronized boolean close() {
        if (depth > 0) {
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
