package dev.wassette.mcp.protocol;

import dev.wassette.application.json.JsonValue;
import dev.wassette.domain.Cancellation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What one client has asked for and can take back, by the ids of the requests. Safe for use by several threads.
final class RunningRequests {
    private final Map<JsonValue, Cancellation> running = new ConcurrentHashMap<>();

    /// {@return what tells when the client takes that request back, from now on}
    Cancellation begin(JsonValue id) {
        return running.computeIfAbsent(id, _ -> new Cancellation());
    }

    /// The request cannot be taken back any more.
    void end(JsonValue id) {
        running.remove(id);
    }

    /// Takes a request back. One that is not running is nobody's fault: its answer and this may have met on the way.
    void cancel(JsonValue id) {
        Cancellation cancellation = running.get(id); // stays until the end: the request may not have begun to run
        if (cancellation != null) {
            cancellation.cancel();
        }
    }

    void cancelAll() {
        running.keySet().forEach(this::cancel);
    }
}
