package dev.wassette.wasi.http.types;

import dev.wassette.wasi.http.message.BodyPipe;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.InputStream;
import java.util.Optional;

/// `wasi:http/types.incoming-body`.
final class IncomingBody extends HostResource {
    private final HostResources resources;
    private final BodyPipe pipe;
    private boolean hasGivenStream;
    private boolean isFinishing;

    IncomingBody(HostResources resources, BodyPipe pipe) {
        super(TypesWit.INCOMING_BODY, resources);
        this.resources = resources;
        this.pipe = pipe;
    }

    /// {@return the stream to read from; empty when it was got before}
    Optional<InputStream> stream() {
        if (hasGivenStream) {
            return Optional.empty();
        }
        hasGivenStream = true;
        return Optional.of(new InputStream(this, new BodySource(pipe)));
    }

    /// Consumes this resource. The rest of the body is read and thrown away, as the trailers stand behind it.
    FutureTrailers finish() {
        isFinishing = true;
        drop();
        pipe.discard();
        return new FutureTrailers(resources, pipe);
    }

    @Override
    protected void released() {
        if (!isFinishing) {
            pipe.abandon();
        }
    }
}
