package dev.wassette.wasi.io;

import dev.wassette.component.engine.Trap;
import dev.wassette.wasi.limits.WasiLimits;
import java.util.Objects;

/// `wasi:io/streams.output-stream`. After its first error it is closed.
public final class OutputStream extends HostResource implements Readiness {
    private final ByteSink sink;
    /// what the guest may still write since its last `check-write`
    private int permit;
    private boolean closed;

    /// A stream of its own.
    public OutputStream(HostResources resources, ByteSink sink) {
        super(StreamsWit.OUTPUT_STREAM, resources);
        this.sink = Objects.requireNonNull(sink);
    }

    /// A stream that must be dropped before its parent.
    public OutputStream(HostResource parent, ByteSink sink) {
        super(StreamsWit.OUTPUT_STREAM, parent);
        this.sink = Objects.requireNonNull(sink);
    }

    int checkWrite() throws StreamError {
        permit = attempt(sink::permit);
        return permit;
    }

    void write(byte[] contents) throws StreamError {
        requireOpen();
        usePermit(contents.length);
        put(contents, 0, contents.length);
    }

    void writeZeroes(long len) throws StreamError {
        requireOpen();
        usePermit(len);
        put(new byte[(int) len], 0, (int) len);
    }

    void flush() throws StreamError {
        permit = 0;
        attempt(() -> {
            sink.flush();
            return 0;
        });
    }

    void blockingFlush(Waiting waiting) throws StreamError {
        flush();
        waiting.untilReady(this);
        attempt(sink::permit); // brings the errors of the flush to light
    }

    void blockingWriteAndFlush(byte[] contents, Waiting waiting) throws StreamError {
        requireBlockingWrite(contents.length);
        int done = 0;
        while (done < contents.length) {
            waiting.untilReady(this);
            int length = Math.min(attempt(sink::permit), contents.length - done);
            if (length == 0) {
                throw new IllegalStateException("an output stream is ready and takes no bytes");
            }
            put(contents, done, length);
            done += length;
        }
        blockingFlush(waiting);
    }

    void blockingWriteZeroesAndFlush(long len, Waiting waiting) throws StreamError {
        requireBlockingWrite(len);
        blockingWriteAndFlush(new byte[(int) len], waiting);
    }

    /// Moves bytes from one stream to the other without waiting.
    ///
    /// @param len unsigned
    /// @return how many bytes were moved
    int splice(InputStream source, long len) throws StreamError {
        int most = attempt(sink::permit);
        permit = 0; // of which this may take all
        byte[] contents = source.read(Long.compareUnsigned(len, most) < 0 ? len : most);
        put(contents, 0, contents.length);
        return contents.length;
    }

    int blockingSplice(InputStream source, long len, Waiting waiting) throws StreamError {
        waiting.untilReady(this);
        waiting.untilReady(source);
        return splice(source, len);
    }

    @Override
    public long nanosUntilReady() {
        return closed ? 0 : sink.nanosUntilReady();
    }

    @Override
    protected void released() {
        sink.close();
    }

    private void usePermit(long length) {
        if (Long.compareUnsigned(length, permit) > 0) {
            throw new Trap(Trap.Kind.HOST, "the guest writes " + Long.toUnsignedString(length)
                    + " bytes to a stream that permits " + permit + "; check-write tells how many it may write");
        }
        permit -= (int) length;
    }

    private static void requireBlockingWrite(long length) {
        if (Long.compareUnsigned(length, WasiLimits.MAX_BLOCKING_WRITE_BYTES) > 0) {
            throw new Trap(Trap.Kind.HOST, "the guest writes " + Long.toUnsignedString(length)
                    + " bytes at once in a blocking write; the limit is " + WasiLimits.MAX_BLOCKING_WRITE_BYTES);
        }
    }

    private void put(byte[] bytes, int offset, int length) throws StreamError {
        attempt(() -> {
            sink.write(bytes, offset, length);
            return length;
        });
    }

    private int attempt(Operation operation) throws StreamError {
        requireOpen();
        try {
            return operation.run();
        } catch (StreamError e) {
            closed = true;
            throw e;
        }
    }

    private void requireOpen() throws StreamError {
        if (closed) {
            throw StreamError.closed();
        }
    }

    @FunctionalInterface
    private interface Operation {
        int run() throws StreamError;
    }
}
