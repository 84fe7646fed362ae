package dev.wassette.wasi.http.message;

import java.util.function.BooleanSupplier;

/// What all bodies of one instance that go one way keep together: at most [HttpLimits#MAX_BODIES_BYTES]. Safe for use by
/// several threads.
public final class PipeSpace {
    private long left = HttpLimits.MAX_BODIES_BYTES; // guarded by this

    /// Nothing is kept yet.
    public PipeSpace() {}

    /// {@return how many bytes may be kept just now}
    synchronized int left() {
        return (int) left;
    }

    /// Keeps bytes for which there is room.
    synchronized void take(int bytes) {
        if (bytes > left) {
            throw new IllegalArgumentException(bytes + " bytes do not fit into " + left);
        }
        left -= bytes;
    }

    /// Keeps bytes, once there is room.
    ///
    /// @param unwanted whether nobody wants them any more; asked again with each [#free]
    /// @return whether they are kept
    synchronized boolean await(int bytes, BooleanSupplier unwanted) throws InterruptedException {
        while (bytes > left && !unwanted.getAsBoolean()) {
            wait();
        }
        boolean kept = bytes <= left;
        left -= kept ? bytes : 0;
        return kept;
    }

    /// @param bytes 0 or more
    synchronized void free(long bytes) {
        left += bytes;
        notifyAll();
    }
}
