package dev.wassette.component.engine;

/// Keeps a native object until it is closed and its last use has ended. Safe for use by several threads.
public final class Lease {
    private final String name;
    private final Runnable free;
    /// guarded by this
    private int uses;
    /// guarded by this
    private boolean closed;

    /// @param name for the exception when it is used later
    /// @param free frees the object; called once
    public Lease(String name, Runnable free) {
        this.name = name;
        this.free = free;
    }

    /// A use that has begun; closed once.
    @FunctionalInterface
    public interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /// Begins a use.
    ///
    /// @throws IllegalStateException when closed
    public synchronized Use begin() {
        if (closed) {
            throw new IllegalStateException(name + " is closed");
        }
        uses++;
        return this::end;
    }

    private synchronized void end() {
        uses--;
        freeIfUnused();
    }

    /// Frees the object, after the last use. Closing again does nothing.
    public synchronized void close() {
        if (!closed) {
            closed = true;
            freeIfUnused();
        }
    }

    private void freeIfUnused() {
        if (closed && uses == 0) {
            free.run();
        }
    }
}
