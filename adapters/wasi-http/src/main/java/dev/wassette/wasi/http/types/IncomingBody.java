package dev.wassette.wasi.http.types;

import dev.wassette.wasi.io.ByteSource;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.InputStream;
import java.util.Optional;

/// `wasi:http/types.incoming-body`.
final class IncomingBody extends HostResource {
    private final HostResources resources;
    private final ByteSource source;
    private boolean hasGivenStream;

    IncomingBody(HostResources resources, ByteSource source) {
        super(TypesWit.INCOMING_BODY, resources);
        this.resources = resources;
        this.source = source;
    }

    /// {@return the stream to read from; empty when it was got before}
    Optional<InputStream> stream() {
        if (hasGivenStream) {
            return Optional.empty();
        }
        hasGivenStream = true;
        return Optional.of(new InputStream(this, source));
    }

    /// Consumes this resource.
    FutureTrailers finish() {
        drop();
        return new FutureTrailers(resources);
    }

    @Override
    protected void released() {
        if (!hasGivenStream) {
            source.close();
        }
    }
}
