package dev.wassette.wasi.http.types;

import dev.wassette.component.engine.Trap;
import dev.wassette.wasi.http.message.BodyPipe;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.HttpLimits;
import dev.wassette.wasi.io.ByteSink;
import dev.wassette.wasi.io.IoFailure;
import dev.wassette.wasi.io.StreamError;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// Takes the body of an outgoing message and holds it to the length that its header states, and to the limit. Ready
/// when there is room; so it waits for a body that nobody sends yet, once its pipe is full.
final class BodySink implements ByteSink {
    private final BodyPipe pipe;
    private final OptionalLong contentLength;
    private final long max;

    /// @param max the most bytes of the body
    BodySink(BodyPipe pipe, OptionalLong contentLength, long max) {
        this.pipe = pipe;
        this.contentLength = contentLength;
        this.max = max;
    }

    BodyPipe pipe() {
        return pipe;
    }

    /// Ends the body.
    ///
    /// @return an error when it does not have the stated length
    Optional<ErrorCode> finish(Optional<FieldMap> trailers) {
        if (contentLength.isPresent() && contentLength.getAsLong() != pipe.total()) {
            return Optional.of(fail(ErrorCode.requestBodySize(pipe.total())));
        }
        pipe.end(new BodyPipe.Finished(trailers));
        return Optional.empty();
    }

    /// Ends the body as one that is not whole: who sends it breaks off.
    void giveUp() {
        fail(ErrorCode.none(ErrorCode.Kind.INTERNAL_ERROR));
    }

    private ErrorCode fail(ErrorCode code) {
        pipe.end(new BodyPipe.Failed(code));
        return code;
    }

    @Override
    public int permit() throws StreamError {
        requireTaker();
        return Math.min(pipe.room(), HttpLimits.MAX_BODY_WRITE_BYTES);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws StreamError {
        requireTaker();
        if (length > max - pipe.total()) {
            fail(ErrorCode.requestBodySize(pipe.total() + length));
            throw OversizedBody.requestBody(max);
        }
        if (length > contentLength.orElse(max) - pipe.total()) {
            throw StreamError.failed(new IoFailure("the body is longer than it may be",
                    Optional.of(fail(ErrorCode.requestBodySize(pipe.total() + length)))));
        }
        if (length > pipe.room()) {
            throw new Trap(Trap.Kind.HOST, "the host keeps " + HttpLimits.MAX_BODIES_BYTES
                    + " bytes of bodies for the guest, the most that it keeps, until some are sent or dropped");
        }
        pipe.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    /// What was written is on its way already.
    @Override
    public void flush() throws StreamError {
        requireTaker();
    }

    private void requireTaker() throws StreamError {
        if (pipe.isAbandoned()) {
            throw StreamError.closed();
        }
    }

    @Override
    public long nanosUntilReady() {
        return pipe.isAbandoned() || pipe.room() > 0 ? 0 : UNTIL_RING;
    }

    @Override
    public void close() {}
}
