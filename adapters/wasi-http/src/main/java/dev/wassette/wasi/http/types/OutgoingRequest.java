package dev.wassette.wasi.http.types;

import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.io.HostResources;
import java.util.Optional;

/// `wasi:http/types.outgoing-request`. Its parts are valid each by itself.
final class OutgoingRequest extends OutgoingMessage {
    private static final int HTTP = 0;
    private static final int HTTPS = 1;

    private WitValue.Variant method = new WitValue.Variant(0, Optional.empty());
    private Optional<String> pathWithQuery = Optional.empty();
    private Optional<WitValue.Variant> scheme = Optional.empty();
    private Optional<String> authority = Optional.empty();

    OutgoingRequest(HostResources resources, FieldMap headers) {
        super(TypesWit.OUTGOING_REQUEST, resources, headers);
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

    /// {@return the scheme in lower case when the request can have it; none means HTTPS}
    Optional<String> supportedScheme() {
        return switch (scheme.map(WitValue.Variant::index).orElse(HTTPS)) {
            case HTTP -> Optional.of("http");
            case HTTPS -> Optional.of("https");
            default -> Optional.empty();
        };
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
