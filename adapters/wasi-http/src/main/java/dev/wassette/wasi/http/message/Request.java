package dev.wassette.wasi.http.message;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// A request as it is sent.
///
/// @param method a token
/// @param scheme `http` or `https`
/// @param target a path with its query, or `*`
/// @param headers without those that the host makes; not changed any more
/// @param contentLength that of the body when it is known; of a request without a body only when it has to be said
/// @param body empty when there is none; the exchange takes from it
public record Request(String method, String scheme, Authority authority, String target, FieldMap headers,
        OptionalLong contentLength, Optional<BodyPipe> body, Timeouts timeouts) {
    public Request {
        Objects.requireNonNull(method);
        Objects.requireNonNull(scheme);
        Objects.requireNonNull(authority);
        Objects.requireNonNull(target);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(contentLength);
        Objects.requireNonNull(body);
        Objects.requireNonNull(timeouts);
    }

    public boolean isTls() {
        return scheme.equals("https");
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }
}
