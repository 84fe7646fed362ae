package dev.wassette.wasi.http.types;

import dev.wassette.component.host.HostCall;
import dev.wassette.domain.wit.ResourceType;
import dev.wassette.wasi.http.gate.HttpGate;
import dev.wassette.wasi.http.message.BodyPipe;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.HttpFailure;
import dev.wassette.wasi.io.HostResource;
import dev.wassette.wasi.io.HostResources;
import dev.wassette.wasi.io.Waiting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What an outgoing request and an outgoing response share: headers, and a body that can be got once.
abstract class OutgoingMessage extends HostResource {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final HostResources resources;
    private final FieldMap headers;
    private final BodySink sink;
    private boolean hasGivenBody;
    private boolean isSent;

    OutgoingMessage(ResourceType.Host type, HostCall call, FieldMap headers) {
        super(type, call.part(HostResources.class));
        this.resources = call.part(HostResources.class);
        this.headers = headers;
        this.sink = new BodySink(new BodyPipe(call.part(HttpGate.class).outgoing(), call.part(Waiting.class)::ring, () -> {}),
                statedLength(headers), call.part(HttpGate.class).maxRequestBody());
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

    /// {@return the fields as they are sent}
    final FieldMap fields() {
        return headers;
    }

    /// {@return the body to send; empty when the guest never asked for it}
    final Optional<BodyPipe> pipe() {
        return hasGivenBody ? Optional.of(sink.pipe()) : Optional.empty();
    }

    /// {@return the length of the body: the one that the headers state, or the one that it is known to have}
    ///
    /// @throws HttpFailure `HTTP-request-body-size` when the headers state no length, several ones, or another one than
    ///     that of a body that is not there
    final OptionalLong contentLength() throws HttpFailure {
        OptionalLong stated = statedLength(headers);
        if (stated.isEmpty() && headers.has("content-length")) {
            throw new HttpFailure(ErrorCode.none(ErrorCode.Kind.HTTP_REQUEST_BODY_SIZE));
        }
        if (!hasGivenBody && stated.orElse(0) != 0) {
            throw new HttpFailure(ErrorCode.requestBodySize(0));
        }
        return stated.isPresent() || !hasGivenBody ? stated : sink.pipe().knownLength();
    }

    /// Leaves the body to whoever sends it.
    final void markSent() {
        isSent = true;
    }

    @Override
    protected void released() {
        if (!isSent) {
            sink.pipe().abandon();
        }
    }

    private static OptionalLong statedLength(FieldMap headers) {
        List<String> texts = headers.get("content-length").stream()
                .map(value -> new String(value, StandardCharsets.ISO_8859_1)).distinct().toList();
        return texts.size() == 1 && LENGTH.matcher(texts.getFirst()).matches()
                ? OptionalLong.of(Long.parseLong(texts.getFirst())) : OptionalLong.empty();
    }
}
