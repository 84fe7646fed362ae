package dev.wassette.runtime.chicory;

/// The bytes that the linear memories of one store may still take. Used by one thread at a time.
final class MemoryBudget {
    private long left;
    private boolean hasRefused;

    MemoryBudget(long bytes) {
        this.left = bytes;
    }

    long left() {
        return left;
    }

    /// {@return whether the bytes were there; if so, they are taken}
    boolean take(long bytes) {
        if (bytes > left) {
            refuse();
            return false;
        }
        left -= bytes;
        return true;
    }

    /// Keeps that a memory may not grow, although its module allows it.
    void refuse() {
        hasRefused = true;
    }

    /// {@return whether there were ever too few bytes}
    boolean hasRefused() {
        return hasRefused;
    }

    void giveBack(long bytes) {
        left += bytes;
    }
}
