package dev.wassette.wasi.io;

import dev.wassette.wasi.limits.WasiLimits;
import java.util.Objects;

/// `wasi:io/streams.input-stream`. After its first error it is closed.
public final class InputStream extends HostResource implements Readiness {
    private final ByteSource source;
    private boolean closed;

    /// A stream of its own.
    public InputStream(HostResources resources, ByteSource source) {
        super(StreamsWit.INPUT_STREAM, resources);
        this.source = Objects.requireNonNull(source);
    }

    /// A stream that must be dropped before its parent.
    public InputStream(HostResource parent, ByteSource source) {
        super(StreamsWit.INPUT_STREAM, parent);
        this.source = Objects.requireNonNull(source);
    }

    /// Reads without waiting.
    ///
    /// @param len unsigned; fewer bytes may come while there are more
    byte[] read(long len) throws StreamError {
        if (closed) {
            throw StreamError.closed();
        }
        try {
            return source.read(capped(len));
        } catch (StreamError e) {
            closed = true;
            throw e;
        }
    }

    byte[] blockingRead(long len, Waiting waiting) throws StreamError {
        waiting.untilReady(this);
        return read(len);
    }

    @Override
    public long nanosUntilReady() {
        return closed ? 0 : source.nanosUntilReady();
    }

    @Override
    protected void released() {
        source.close();
    }

    private static int capped(long len) {
        return Long.compareUnsigned(len, WasiLimits.MAX_READ_BYTES) < 0 ? (int) len : WasiLimits.MAX_READ_BYTES;
    }
}
