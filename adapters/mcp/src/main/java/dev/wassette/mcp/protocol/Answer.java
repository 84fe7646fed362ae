package dev.wassette.mcp.protocol;

import dev.wassette.domain.Cancellation.Registration;
import java.util.Objects;

/// What became of a request.
public sealed interface Answer {

    /// It is answered now.
    record Replied(Reply reply) implements Answer {
        public Replied {
            Objects.requireNonNull(reply);
        }
    }

    /// The client took it back, so it gets no answer.
    record Cancelled() implements Answer {}

    /// It stays open, and notifications follow until the client takes it back.
    ///
    /// @param subscription to be closed when the client has gone
    /// @param farewell the answer, for when this server ends it
    record Listening(Registration subscription, Reply farewell) implements Answer {
        public Listening {
            Objects.requireNonNull(subscription);
            Objects.requireNonNull(farewell);
        }
    }
}
