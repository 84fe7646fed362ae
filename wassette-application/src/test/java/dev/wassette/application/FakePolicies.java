package dev.wassette.application;

import dev.wassette.application.port.out.PolicyFormat;
import dev.wassette.application.port.out.PolicySource;
import dev.wassette.application.port.out.PolicyStore;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.ProtectedPlaces;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A store in memory, and a format whose text is only a name: that of the policy that was written under it.
final class FakePolicies implements PolicyStore, PolicyFormat, PolicySource {
    final FakeStore components = new FakeStore(this);
    final Map<ComponentId, String> texts = new ConcurrentHashMap<>();
    final Map<String, String> elsewhere = new ConcurrentHashMap<>();
    final Map<ComponentId, String> sources = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();
    final FakeTrail trail = new FakeTrail();
    final FakeSecrets secrets = new FakeSecrets();
    volatile boolean broken;
    private final Map<String, Policy> written = new ConcurrentHashMap<>();

    Application.PolicyPorts ports() {
        return new Application.PolicyPorts(this, this, this, new ProtectedPlaces("/components", List.of("/secrets")),
                new Application.SecretPorts(secrets, secrets),
                (id, key) -> key.startsWith("SET_") ? Optional.of(key + " of " + id) : Optional.empty(), components,
                trail, "nobody", List.of());
    }

    /// Puts a policy into the store as an editor would.
    void edit(String id, String text) {
        texts.put(new ComponentId(id), text);
    }

    private void check() throws IOException {
        if (broken) {
            throw new IOException("planted");
        }
    }

    @Override
    public Optional<String> version(ComponentId id) throws IOException {
        check();
        return Optional.ofNullable(texts.get(id));
    }

    @Override
    public Optional<StoredPolicy> read(ComponentId id) throws IOException {
        check();
        reads.incrementAndGet();
        return Optional.ofNullable(texts.get(id))
                .map(text -> new StoredPolicy(text, "/components/" + id + ".policy.yaml", Optional.ofNullable(sources.get(id)), 7));
    }

    @Override
    public void update(ComponentId id, Change change) throws IOException {
        check();
        Optional<String> after = change.apply(Optional.ofNullable(texts.get(id)));
        after.ifPresentOrElse(text -> texts.put(id, text), () -> texts.remove(id));
    }

    @Override
    public void attach(ComponentId id, String text, String source) throws IOException {
        check();
        texts.put(id, text);
        sources.put(id, source);
    }

    @Override
    public boolean attachFirst(ComponentId id, String text, String source) throws IOException {
        check();
        boolean isFirst = texts.putIfAbsent(id, text) == null;
        if (isFirst) {
            sources.put(id, source);
        }
        return isFirst;
    }

    @Override
    public Fetch fetch(String uri) {
        return elsewhere.containsKey(uri) ? new Fetched(elsewhere.get(uri)) : new Unavailable("planted: no " + uri);
    }

    @Override
    public Reading read(String text) {
        return written.containsKey(text) ? new Read(written.get(text)) : new Malformed("planted: " + text);
    }

    @Override
    public String write(Policy policy, Optional<String> before) {
        String text = "policy " + written.size();
        written.put(text, policy);
        return text;
    }
}
