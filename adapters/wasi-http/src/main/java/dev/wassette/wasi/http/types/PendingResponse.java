package dev.wassette.wasi.http.types;

import dev.wassette.wasi.io.ByteSource;
import dev.wassette.wasi.io.Readiness;
import java.util.Objects;
import java.util.Optional;

/// What stands behind a [FutureIncomingResponse]. Ready when there is an outcome.
interface PendingResponse extends Readiness {

    /// {@return how the request ended; empty while it has not}
    Optional<Outcome> outcome();

    /// Nobody is interested any more. Called once, also after the outcome was got.
    void close();

    /// How a request ended.
    sealed interface Outcome {}

    /// @param headers for the response alone
    /// @param body closed by whoever takes this
    record Responded(int status, FieldMap headers, ByteSource body) implements Outcome {
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
