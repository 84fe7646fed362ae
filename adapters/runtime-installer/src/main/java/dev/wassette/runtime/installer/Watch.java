package dev.wassette.runtime.installer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Reads from a stream that may never send or end: closes it from another thread when it was silent for too long, or
/// when the whole takes too long.
final class Watch implements AutoCloseable {
    private final InputStream in;
    private final long patience;
    private final long longest;
    private final long start = System.nanoTime();
    private final Thread watcher;
    private volatile long last = start;
    private volatile boolean late;

    Watch(InputStream in, Duration patience, Duration longest) {
        this.in = in;
        this.patience = patience.toNanos();
        this.longest = longest.toNanos();
        this.watcher = Thread.ofVirtual().start(this::watch);
    }

    int read(byte[] buffer) throws IOException {
        try {
            int count = in.read(buffer);
            last = System.nanoTime();
            if (!late) {
                return count;
            }
        } catch (IOException e) {
            if (!late) {
                throw new IOException("cannot be downloaded: the connection broke: " + e.getMessage(), e);
            }
        }
        throw new IOException("cannot be downloaded: the server is too slow");
    }

    private void watch() {
        try {
            long left = left();
            while (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
                left = left();
            }
            late = true;
            in.close();
        } catch (InterruptedException _) {
            // the stream has been read
        } catch (IOException e) {
            // whatever it was, the reader notices it too
        }
    }

    private long left() {
        long now = System.nanoTime();
        return Math.min(patience - (now - last), longest - (now - start));
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
