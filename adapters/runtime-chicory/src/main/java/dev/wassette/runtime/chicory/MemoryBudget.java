package dev.wassette.runtime.chicory;

/// The bytes that the linear memories of one store may still take. Used by one thread at a time.
final class MemoryBudget {
    private long left;

    MemoryBudget(long bytes) {
        this.left = bytes;
    }

    long left() {
        return left;
    }

    /// {@return whether the bytes were there; if so, they are taken}
    boolean take(long bytes) {
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }

    void giveBack(long bytes) {
        left += bytes;
    }
}
