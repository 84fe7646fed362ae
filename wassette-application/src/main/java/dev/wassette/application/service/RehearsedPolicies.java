package dev.wassette.application.service;

import dev.wassette.application.port.out.PolicyStore;
import dev.wassette.domain.ComponentId;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// A store in which nothing changes: it remembers what the last change would have left behind. For one thread.
final class RehearsedPolicies implements PolicyStore {
    private final PolicyStore store;
    private Optional<String> after = Optional.empty();

    RehearsedPolicies(PolicyStore store) {
        this.store = Objects.requireNonNull(store);
    }

    /// {@return the policy that the last change would have made; empty when it would have removed it}
    Optional<String> after() {
        return after;
    }

    @Override
    public Optional<String> version(ComponentId id) throws IOException {
        return store.version(id);
    }

    @Override
    public Optional<StoredPolicy> read(ComponentId id) throws IOException {
        return store.read(id);
    }

    @Override
    public void update(ComponentId id, Change change) throws IOException {
        after = change.apply(store.read(id).map(StoredPolicy::text));
    }

    @Override
    public void attach(ComponentId id, String text, String source) {
        after = Optional.of(text);
    }

    @Override
    public boolean attachFirst(ComponentId id, String text, String source) throws IOException {
        Optional<String> before = store.read(id).map(StoredPolicy::text);
        after = before.or(() -> Optional.of(text));
        return before.isEmpty();
    }
}
