package dev.wassette.wasi.http.types;

import dev.wassette.component.host.HostCall;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.message.Authority;
import dev.wassette.wasi.http.message.BodyPipe;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.ErrorCode.Kind;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.HttpFailure;
import dev.wassette.wasi.http.message.HttpSyntax;
import dev.wassette.wasi.http.message.Request;
import dev.wassette.wasi.http.message.Timeouts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// `wasi:http/types.outgoing-request`. Its parts are valid each by itself.
final class OutgoingRequest extends OutgoingMessage {
    /// in the order of `method`
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
    /// Methods for which a missing body is said to be empty (RFC 9110, 8.6).
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final int HTTP = 0;
    private static final int HTTPS = 1;

    private WitValue.Variant method = new WitValue.Variant(0, Optional.empty());
    private Optional<String> pathWithQuery = Optional.empty();
    private Optional<WitValue.Variant> scheme = Optional.empty();
    private Optional<String> authority = Optional.empty();

    OutgoingRequest(HostCall call, FieldMap headers) {
        super(TypesWit.OUTGOING_REQUEST, call, headers);
    }

    WitValue.Variant method() {
        return method;
    }

    boolean setMethod(WitValue.Variant value) {
        if (value.payload().isPresent() && !HttpSyntax.isToken(text(value))) {
            return false;
        }
        method = value;
        return true;
    }

    Optional<String> pathWithQuery() {
        return pathWithQuery;
    }

    boolean setPathWithQuery(Optional<String> value) {
        if (!value.map(HttpSyntax::isPathWithQuery).orElse(true)) {
            return false;
        }
        pathWithQuery = value;
        return true;
    }

    Optional<WitValue.Variant> scheme() {
        return scheme;
    }

    boolean setScheme(Optional<WitValue.Variant> value) {
        if (value.isPresent() && value.get().payload().isPresent() && !HttpSyntax.isScheme(text(value.get()))) {
            return false;
        }
        scheme = value;
        return true;
    }

    /// Consumes this resource. The body is left to whoever gets the request.
    ///
    /// @throws HttpFailure when the parts make no request over HTTP/1.1
    Request toSend(Timeouts timeouts) throws HttpFailure {
        try {
            Request request = together(timeouts);
            markSent();
            return request;
        } finally {
            drop();
        }
    }

    private Request together(Timeouts timeouts) throws HttpFailure {
        String usedScheme = supportedScheme();
        Authority usedAuthority = authority.flatMap(text -> Authority.parse(usedScheme, text))
                .orElseThrow(() -> HttpFailure.of(Kind.HTTP_REQUEST_URI_INVALID));
        String usedMethod = supportedMethod();
        OptionalLong length = contentLength();
        Optional<BodyPipe> body = pipe();
        boolean saysEmpty = body.isEmpty() && length.isEmpty() && WITH_BODY.contains(usedMethod);
        return new Request(usedMethod, usedScheme, usedAuthority, target(usedMethod), fields(),
                saysEmpty ? OptionalLong.of(0) : length, body, timeouts);
    }

    /// {@return the scheme in lower case; none means HTTPS}
    private String supportedScheme() throws HttpFailure {
        return switch (scheme.map(WitValue.Variant::index).orElse(HTTPS)) {
            case HTTP -> "http";
            case HTTPS -> "https";
            default -> throw HttpFailure.of(Kind.HTTP_PROTOCOL_ERROR);
        };
    }

    /// CONNECT asks for a tunnel to another host, which nobody could check.
    private String supportedMethod() throws HttpFailure {
        String name = method.payload().isPresent() ? text(method) : METHODS.get(method.index());
        if (name.equalsIgnoreCase("CONNECT")) {
            throw HttpFailure.of(Kind.HTTP_REQUEST_METHOD_INVALID);
        }
        return name;
    }

    /// RFC 9112, 3.2: a path is never empty, and the asterisk is for OPTIONS alone.
    private String target(String usedMethod) throws HttpFailure {
        String text = pathWithQuery.orElse("");
        if (text.equals("*") && !usedMethod.equals("OPTIONS")) {
            throw HttpFailure.of(Kind.HTTP_REQUEST_URI_INVALID);
        }
        return text.isEmpty() || text.startsWith("?") ? "/" + text : text;
    }

    Optional<String> authority() {
        return authority;
    }

    boolean setAuthority(Optional<String> value) {
        if (!value.map(HttpSyntax::isAuthority).orElse(true)) {
            return false;
        }
        authority = value;
        return true;
    }

    private static String text(WitValue.Variant other) {
        return ((WitValue.Str) other.payload().orElseThrow()).value();
    }
}
