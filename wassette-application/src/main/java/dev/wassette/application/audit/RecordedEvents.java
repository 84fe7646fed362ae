package dev.wassette.application.audit;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.ListEvents;
import dev.wassette.application.port.out.AuditTrail;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/// An audit trail that remembers the latest events, and hands all of them on.
public final class RecordedEvents implements AuditTrail, ListEvents {
    private final AuditTrail trail;
    private final LongSupplier clock;
    private final Deque<ListEvents.Event> latest = new ArrayDeque<>(); // guarded by this
    private long count; // guarded by this

    /// @param trail gets every event
    /// @param clock milliseconds since the epoch
    public RecordedEvents(AuditTrail trail, LongSupplier clock) {
        this.trail = Objects.requireNonNull(trail);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    public void add(AuditTrail.Event event, JsonObject facts) {
        trail.add(event, facts);
        remember(event.word(), facts);
    }

    private synchronized void remember(String what, JsonObject facts) {
        if (latest.size() == AuditLimits.MAX_EVENTS) {
            latest.removeFirst();
        }
        count++;
        latest.addLast(new ListEvents.Event(count, clock.getAsLong(), what, facts));
    }

    @Override
    public long nanos() {
        return trail.nanos();
    }

    @Override
    public synchronized List<ListEvents.Event> after(long number) {
        return latest.stream().filter(event -> event.number() > number).toList();
    }
}
