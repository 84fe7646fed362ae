package dev.wassette.wasi.http.types;

import dev.wassette.wasi.io.ByteSink;
import dev.wassette.wasi.io.IoFailure;
import dev.wassette.wasi.io.StreamError;
import java.util.Optional;
import java.util.OptionalLong;

/// Takes the body of an outgoing message and holds it to the length that its header states. The bytes themselves go
/// nowhere: the gate refuses every request.
final class BodySink implements ByteSink {
    private final OptionalLong contentLength;
    private long written;
    private boolean isAbandoned;

    BodySink(OptionalLong contentLength) {
        this.contentLength = contentLength;
    }

    /// Closes the body: nobody will send it.
    void abandon() {
        isAbandoned = true;
    }

    /// Ends the body.
    ///
    /// @return an error when it does not have the stated length
    Optional<ErrorCode> finish() {
        return contentLength.isEmpty() || contentLength.getAsLong() == written ? Optional.empty()
                : Optional.of(ErrorCode.requestBodySize(written));
    }

    @Override
    public int permit() throws StreamError {
        if (isAbandoned) {
            throw StreamError.closed();
        }
        return HttpLimits.MAX_BODY_WRITE_BYTES;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws StreamError {
        if (isAbandoned) {
            throw StreamError.closed();
        }
        if (length > contentLength.orElse(HttpLimits.MAX_BODY_BYTES) - written
                || length > HttpLimits.MAX_BODY_BYTES - written) {
            throw StreamError.failed(new IoFailure("the body is longer than it may be",
                    Optional.of(ErrorCode.requestBodySize(written + length))));
        }
        written += length;
    }

    @Override
    public void flush() throws StreamError {
        if (isAbandoned) {
            throw StreamError.closed();
        }
    }

    @Override
    public long nanosUntilReady() {
        return 0;
    }

    @Override
    public void close() {}
}
