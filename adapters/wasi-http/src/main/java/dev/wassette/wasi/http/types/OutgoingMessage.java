package dev.wassette.wasi.http.types;

import dev.wassette.domain.wit.ResourceType;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What an outgoing request and an outgoing response share: headers, and a body that can be got once.
abstract class OutgoingMessage extends HostResource {
    private final HostResources resources;
    private final FieldMap headers;
    private final BodySink sink;
    private boolean hasGivenBody;

    OutgoingMessage(ResourceType.Host type, HostResources resources, FieldMap headers) {
        super(type, resources);
        this.resources = resources;
        this.headers = headers;
        this.sink = new BodySink(contentLength(headers));
        hold(headers.size());
    }

    Fields headers() {
        return new Fields(this, headers);
    }

    /// {@return the body; empty when it was got before}
    Optional<OutgoingBody> body() {
        if (hasGivenBody) {
            return Optional.empty();
        }
        hasGivenBody = true;
        return Optional.of(new OutgoingBody(resources, sink));
    }

    @Override
    protected void released() {
        sink.abandon();
    }

    /// What is no number is left for the receiver to refuse.
    private static OptionalLong contentLength(FieldMap headers) {
        List<byte[]> values = headers.get("content-length");
        if (values.isEmpty()) {
            return OptionalLong.empty();
        }
        String text = new String(values.getFirst(), StandardCharsets.ISO_8859_1);
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
