package dev.wassette.wasi.io;

/// Where an [InputStream] takes its bytes from. Ready when a read would give at least one byte or an error.
///
/// Called by the thread of the instance; never blocks.
public interface ByteSource extends Readiness {

    /// Takes bytes.
    ///
    /// @param max 0 or more
    /// @return at most `max` bytes, for the caller to keep; none when there are none just now
    /// @throws StreamError when the source has ended or fails; it is not read again
    byte[] read(int max) throws StreamError;

    /// The stream over this source was dropped.
    void close();

    /// {@return a source that has ended}
    static ByteSource ended() {
        return new ByteSource() {
            @Override
            public byte[] read(int max) throws StreamError {
                throw StreamError.closed();
            }

            @Override
            public long nanosUntilReady() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }
}
