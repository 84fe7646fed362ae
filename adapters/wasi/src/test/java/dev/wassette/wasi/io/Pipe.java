package dev.wassette.wasi.io;

import java.util.Arrays;
import java.util.Optional;

/// A pipe in memory of 8 bytes, which fails when told to. Its ends belong to one thread each.
final class Pipe {
    static final int CAPACITY = 8;
    final Source source = new Source();
    final Sink sink = new Sink();
    private byte[] held = {}; // guarded by this
    private Optional<StreamError> error = Optional.empty(); // guarded by this
    private boolean isFlushing; // guarded by this
    private boolean isFlushSlow; // guarded by this

    synchronized void fail(StreamError with) {
        error = Optional.of(with);
    }

    /// From now on a flush takes until [#endFlush].
    synchronized void makeFlushSlow() {
        isFlushSlow = true;
    }

    synchronized void endFlush() {
        isFlushing = false;
    }

    private void throwError() throws StreamError {
        if (error.isPresent()) {
            throw error.get();
        }
    }

    final class Source implements ByteSource {
        boolean isClosed;

        @Override
        public byte[] read(int max) throws StreamError {
            synchronized (Pipe.this) {
                if (held.length == 0) {
                    throwError();
                }
                byte[] taken = Arrays.copyOf(held, Math.min(max, held.length));
                held = Arrays.copyOfRange(held, taken.length, held.length);
                return taken;
            }
        }

        @Override
        public long nanosUntilReady() {
            synchronized (Pipe.this) {
                return held.length > 0 || error.isPresent() ? 0 : UNTIL_RING;
            }
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    final class Sink implements ByteSink {
        boolean isClosed;

        @Override
        public int permit() throws StreamError {
            synchronized (Pipe.this) {
                throwError();
                return isFlushing ? 0 : CAPACITY - held.length;
            }
        }

        @Override
        public long nanosUntilReady() {
            synchronized (Pipe.this) {
                return error.isPresent() || !isFlushing && held.length < CAPACITY ? 0 : UNTIL_RING;
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws StreamError {
            synchronized (Pipe.this) {
                throwError();
                int before = held.length;
                held = Arrays.copyOf(held, before + length);
                System.arraycopy(bytes, offset, held, before, length);
            }
        }

        @Override
        public void flush() throws StreamError {
            synchronized (Pipe.this) {
                throwError();
                isFlushing = isFlushSlow;
            }
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
