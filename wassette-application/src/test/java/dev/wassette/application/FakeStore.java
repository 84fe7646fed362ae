package dev.wassette.application;

import dev.wassette.application.port.out.ComponentStore;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A store in memory, with what several servers on one folder and a user with an editor do to it.
final class FakeStore implements ComponentStore {
    final SortedMap<ComponentId, StoredComponent> components = new ConcurrentSkipListMap<>();
    final SortedMap<ComponentId, Metadata> known = new ConcurrentSkipListMap<>();
    final AtomicInteger reads = new AtomicInteger();
    volatile boolean broken;
    volatile Optional<String> obstacle = Optional.empty();
    private final FakePolicies policies;
    private final AtomicInteger versions = new AtomicInteger();

    FakeStore(FakePolicies policies) {
        this.policies = Objects.requireNonNull(policies);
    }

    /// Puts a component there by hand.
    void put(String id, String bytes) {
        components.put(new ComponentId(id),
                new StoredComponent(bytes.getBytes(), "version " + versions.incrementAndGet()));
    }

    /// Removes a component by hand.
    void take(String id) {
        components.remove(new ComponentId(id));
    }

    private void check() throws IOException {
        if (broken) {
            throw new IOException("planted");
        }
    }

    @Override
    public SortedMap<ComponentId, String> versions() throws IOException {
        check();
        SortedMap<ComponentId, String> all = new TreeMap<>();
        components.forEach((id, component) -> all.put(id, component.version()));
        return all;
    }

    @Override
    public Optional<String> version(ComponentId id) throws IOException {
        check();
        return Optional.ofNullable(components.get(id)).map(StoredComponent::version);
    }

    @Override
    public Optional<StoredComponent> read(ComponentId id) throws IOException {
        check();
        reads.incrementAndGet();
        return Optional.ofNullable(components.get(id));
    }

    @Override
    public Optional<Metadata> metadata(ComponentId id) throws IOException {
        check();
        return Optional.ofNullable(known.get(id)).filter(metadata ->
                metadata.digest().equals(Digest.of(components.get(id).bytes())));
    }

    @Override
    public String keep(ComponentId id, byte[] bytes, Metadata metadata) throws IOException {
        check();
        put(id.value(), new String(bytes));
        known.put(id, metadata);
        return components.get(id).version();
    }

    @Override
    public void describe(ComponentId id, String version, Metadata metadata) {
        known.put(id, metadata);
    }

    @Override
    public boolean remove(ComponentId id) throws IOException {
        check();
        policies.update(id, _ -> Optional.empty());
        known.remove(id);
        return components.remove(id) != null;
    }

    @Override
    public Optional<String> obstacle() {
        return obstacle;
    }

    @Override
    public void tidy() {}
}
