package dev.wassette.web.ui;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A request of a browser.
///
/// @param path as it was sent, still encoded
/// @param query as it was sent, without `?`; may be empty
/// @param headers the first value of each, by names in lower case
/// @param body of a form
public record WebRequest(String method, String path, String query, Map<String, String> headers, String body) {
    public WebRequest {
        Objects.requireNonNull(method);
        Objects.requireNonNull(path);
        Objects.requireNonNull(query);
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body);
    }

    Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }
}
