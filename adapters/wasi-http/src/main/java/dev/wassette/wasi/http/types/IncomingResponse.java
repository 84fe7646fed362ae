package dev.wassette.wasi.http.types;

import dev.wassette.wasi.http.message.BodyPipe;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.PendingResponse;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import java.util.Optional;

/// `wasi:http/types.incoming-response`.
final class IncomingResponse extends HostResource {
    private final HostResources resources;
    private final int status;
    private final FieldMap headers;
    private final BodyPipe body;
    private boolean isConsumed;

    IncomingResponse(HostResources resources, PendingResponse.Responded response) {
        super(TypesWit.INCOMING_RESPONSE, resources);
        this.resources = resources;
        this.status = response.status();
        this.headers = response.headers();
        this.body = response.body();
        hold(headers.size());
    }

    int status() {
        return status;
    }

    Fields headers() {
        return new Fields(this, headers);
    }

    /// {@return the body; empty when it was got before}
    Optional<IncomingBody> consume() {
        if (isConsumed) {
            return Optional.empty();
        }
        isConsumed = true;
        return Optional.of(new IncomingBody(resources, body));
    }

    @Override
    protected void released() {
        if (!isConsumed) {
            body.abandon();
        }
    }
}
