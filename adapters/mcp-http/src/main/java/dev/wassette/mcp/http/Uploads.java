package dev.wassette.mcp.http;

import java.util.concurrent.Semaphore;

/// The bodies of all requests that are being read or made into values. What would be too much is refused at once: to wait
/// for room would let those who send slowly stop everybody. Safe for use by several threads.
final class Uploads {
    private final Semaphore left = new Semaphore(HttpLimits.MAX_UPLOADING_BYTES);

    /// {@return a body of which nothing has been read, for one thread}
    Upload begin() {
        return new Upload();
    }

    /// One body. Counts until it is closed.
    final class Upload implements AutoCloseable {
        private int held;
        private boolean isTooMuch;

        private Upload() {}

        /// @param bytes how much of the body has been read
        void hold(int bytes) {
            int more = Math.max(0, bytes - HttpLimits.MAX_SMALL_BODY_BYTES) - held;
            if (left.tryAcquire(more)) {
                held += more;
            } else {
                isTooMuch = true;
            }
        }

        /// {@return whether there was no room for it}
        boolean isTooMuch() {
            return isTooMuch;
        }

        @Override
        public void close() {
            left.release(held);
        }
    }
}
