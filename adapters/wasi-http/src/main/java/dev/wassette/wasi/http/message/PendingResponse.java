package dev.wassette.wasi.http.message;

import java.util.Objects;
import java.util.Optional;

/// A request on its way. Safe for use by several threads.
public interface PendingResponse {

    /// {@return whether there is an outcome}
    boolean isReady();

    /// {@return how the request ended, to be taken once; empty while it has not}
    Optional<Outcome> take();

    /// Nobody is interested any more: ends what is under way, unless the outcome was taken. Then the body of the
    /// response answers for it.
    void close();

    /// How a request ended.
    sealed interface Outcome {}

    /// @param headers for the response alone
    /// @param body abandoned or taken to its end by whoever takes this
    record Responded(int status, FieldMap headers, BodyPipe body) implements Outcome {
        public Responded {
            Objects.requireNonNull(headers);
            Objects.requireNonNull(body);
        }
    }

    record Failed(ErrorCode code) implements Outcome {
        public Failed {
            Objects.requireNonNull(code);
        }
    }
}
