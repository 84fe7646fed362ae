package dev.wassette.application;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.out.AuditTrail;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A trail in memory; each look at its clock is 5 ms later.
final class FakeTrail implements AuditTrail {
    final List<String> entries = new CopyOnWriteArrayList<>();
    private final AtomicLong clock = new AtomicLong();

    @Override
    public void add(Event event, JsonObject facts) {
        entries.add(event.word() + " " + JsonText.compact(facts));
    }

    @Override
    public long nanos() {
        return clock.addAndGet(5_000_000);
    }
}
