package dev.wassette.mcp.http;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Pages for people, served beside the transports: all that is at [#path] and below it. They decide themselves whom they
/// let in; what comes there is for a host of this machine.
public interface Site {

    /// {@return where it begins, such as `/ui`}
    String path();

    /// Answers a request. Called on a thread of its own, which may wait.
    Page answer(Visit visit);

    /// A request.
    ///
    /// @param path as it was sent, still encoded
    /// @param query as it was sent, without `?`; may be empty
    /// @param headers the first value of each, by names in lower case
    /// @param body of a form, at most [HttpLimits#MAX_FORM_BYTES]
    record Visit(String method, String path, String query, Map<String, String> headers, String body) {
        public Visit {
            Objects.requireNonNull(method);
            Objects.requireNonNull(path);
            Objects.requireNonNull(query);
            headers = Map.copyOf(headers);
            Objects.requireNonNull(body);
        }

        /// {@return a header}
        public Optional<String> header(String lowerCaseName) {
            return Optional.ofNullable(headers.get(lowerCaseName));
        }
    }

    /// The answer.
    ///
    /// @param body not copied; nobody writes to it
    record Page(int status, Map<String, String> headers, byte[] body) {
        public Page {
            headers = Map.copyOf(headers);
            Objects.requireNonNull(body);
        }
    }
}
