package dev.wassette.loader.http.transfer;

import dev.wassette.application.port.out.DownloadCache.Arriving;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// What is asked of a server.
///
/// @param method `GET`, `HEAD`, `POST`, `PATCH` or `PUT`
/// @param headers without credentials
/// @param authorization value of that header; sent to the host of the URI only, wherever that host sends us
/// @param body not copied; empty for most requests
/// @param longest bytes that a good answer may have
/// @param lasting whether these bytes can never be others under this URI, so that parts of two answers fit together
/// @param phase what is transferred: a few words for the user
/// @param arriving where the body is staged, if it is lasting
public record TransferRequest(String method, URI uri, Map<String, String> headers, Optional<String> authorization,
        byte[] body, int longest, boolean lasting, String phase, Arriving arriving) {
    private static final byte[] NOTHING = {};

    public TransferRequest {
        Objects.requireNonNull(method);
        Objects.requireNonNull(uri);
        Objects.requireNonNull(authorization);
        Objects.requireNonNull(body);
        Objects.requireNonNull(phase);
        Objects.requireNonNull(arriving);
        headers = Map.copyOf(new TreeMap<>(headers));
    }

    /// {@return a request for something that may change}
    public static TransferRequest get(URI uri, int longest, String phase) {
        return new TransferRequest("GET", uri, Map.of(), Optional.empty(), NOTHING, longest, false, phase, Arriving.nowhere());
    }

    /// {@return the same with one more header}
    public TransferRequest with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new TransferRequest(method, uri, more, authorization, body, longest, lasting, phase, arriving);
    }

    /// {@return the same with these credentials}
    public TransferRequest authorized(Optional<String> value) {
        return new TransferRequest(method, uri, headers, value, body, longest, lasting, phase, arriving);
    }

    /// {@return the same for what never changes}
    ///
    /// @param staged what has come of it before, and where more of it goes
    public TransferRequest forWhatLasts(Arriving staged) {
        return new TransferRequest(method, uri, headers, authorization, body, longest, true, phase, staged);
    }

    /// {@return the same, sending something}
    public TransferRequest sending(String newMethod, byte[] newBody) {
        return new TransferRequest(newMethod, uri, headers, authorization, newBody, longest, lasting, phase, arriving);
    }

    /// {@return whether it can be sent twice, as it changes nothing}
    boolean isRepeatable() {
        return method.equals("GET") || method.equals("HEAD");
    }

    TransferRequest at(URI other) {
        boolean sameHost = Hosts.origin(uri).equals(Hosts.origin(other));
        return new TransferRequest(method, other, headers, sameHost ? authorization : Optional.empty(), body, longest,
                lasting, phase, arriving);
    }
}
