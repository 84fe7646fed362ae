package dev.wassette.wasi.http.types;

import dev.wassette.wasi.http.message.BodyPipe;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.io.ByteSource;
import dev.wassette.wasi.io.IoFailure;
import dev.wassette.wasi.io.StreamError;
import java.util.Optional;

/// The bytes of an incoming body as a stream. What becomes of the rest when the stream is dropped is for its
/// [IncomingBody] to say.
record BodySource(BodyPipe pipe) implements ByteSource {
    @Override
    public byte[] read(int max) throws StreamError {
        Optional<BodyPipe.End> end = pipe.end();
        if (end.isEmpty()) {
            return pipe.poll(max);
        }
        if (end.get() instanceof BodyPipe.Failed(ErrorCode code)) {
            OversizedBody.check(code);
        }
        throw switch (end.get()) {
            case BodyPipe.Finished _ -> StreamError.closed();
            case BodyPipe.Failed(ErrorCode code) ->
                StreamError.failed(new IoFailure("the body broke off: " + code, Optional.of(code)));
        };
    }

    @Override
    public long nanosUntilReady() {
        return pipe.isReadable() ? 0 : UNTIL_RING;
    }

    @Override
    public void close() {}
}
