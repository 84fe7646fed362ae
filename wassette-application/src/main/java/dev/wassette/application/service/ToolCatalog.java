package dev.wassette.application.service;

import dev.wassette.domain.ComponentId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What is offered now: one immutable [Snapshot] that is replaced as a whole. Who reads sees all of a change or nothing
/// of it, and never waits. Safe for use by several threads.
///
/// Each component that a change removes is returned to exactly one caller, who retires it.
public final class ToolCatalog {
    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(Snapshot.EMPTY);

    Snapshot snapshot() {
        return snapshot.get();
    }

    /// Puts a component in, in place of one with the same id.
    ///
    /// @return what was there before
    Snapshot put(CatalogEntry component) {
        return snapshot.getAndUpdate(before -> before.with(component));
    }

    /// Takes a component out.
    ///
    /// @return the component; empty when there was none
    Optional<CatalogEntry> remove(ComponentId id) {
        return snapshot.getAndUpdate(before -> before.without(id)).component(id);
    }

    /// Takes all components out.
    ///
    /// @return what was there before
    Snapshot clear() {
        return snapshot.getAndSet(Snapshot.EMPTY);
    }
}
