package dev.wassette.loader.http.transfer;

import dev.wassette.domain.Digest;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a server has answered, whole.
///
/// @param headers by their names in lower case, repeated ones with commas between their values
/// @param body not copied; of an error perhaps only the beginning
/// @param digest of the body
/// @param from where it came from, after all redirects
public record TransferAnswer(int status, Map<String, String> headers, byte[] body, Digest digest, URI from) {
    public TransferAnswer {
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body);
        Objects.requireNonNull(digest);
        Objects.requireNonNull(from);
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /// {@return whether the server says that it cannot answer now}
    public boolean isOfTheLine() {
        return HttpTransfer.isPassing(status);
    }
}
