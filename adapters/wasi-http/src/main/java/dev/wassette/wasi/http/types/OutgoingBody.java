package dev.wassette.wasi.http.types;

import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.OutputStream;
import java.util.Optional;

/// `wasi:http/types.outgoing-body`.
final class OutgoingBody extends HostResource {
    private final BodySink sink;
    private boolean hasGivenStream;
    private boolean isFinishing;

    OutgoingBody(HostResources resources, BodySink sink) {
        super(TypesWit.OUTGOING_BODY, resources);
        this.sink = sink;
    }

    /// {@return the stream to write to; empty when it was got before}
    Optional<OutputStream> write() {
        if (hasGivenStream) {
            return Optional.empty();
        }
        hasGivenStream = true;
        return Optional.of(new OutputStream(this, sink));
    }

    /// Consumes this resource.
    ///
    /// @return an error when the body does not have the length that its header states
    Optional<ErrorCode> finish(Optional<FieldMap> trailers) {
        isFinishing = true;
        drop();
        return sink.finish(trailers);
    }

    @Override
    protected void released() {
        if (!isFinishing) {
            sink.giveUp();
        }
    }
}
