package dev.wassette.application.port.in;

import dev.wassette.application.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Objects;

/// Tells what happened lately, for a person who watches: calls, denials and changes, as the audit trail has them. Safe for
/// use by several threads.
public interface ListEvents {

    /// {@return what happened after an event, the oldest first; all that is still known for 0}
    ///
    /// @param number of an event that is known already
    List<Event> after(long number);

    /// @param number greater than that of every event before
    /// @param millis since the epoch
    /// @param what happened: a word such as `call`, `denied` or `grant`
    /// @param facts as the audit trail has them: cut, and without secrets
    record Event(long number, long millis, String what, JsonObject facts) {
        public Event {
            Objects.requireNonNull(what);
            Objects.requireNonNull(facts);
        }
    }
}
