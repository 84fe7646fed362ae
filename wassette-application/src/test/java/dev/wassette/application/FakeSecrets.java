package dev.wassette.application;

import dev.wassette.application.port.out.SecretFormat;
import dev.wassette.application.port.out.SecretStore;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Secrets;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A store in memory, and a format whose text is only a name: that of the secrets that were written under it.
final class FakeSecrets implements SecretStore, SecretFormat {
    final Map<ComponentId, String> texts = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();
    volatile boolean broken;
    private final Map<String, Secrets> written = new ConcurrentHashMap<>();

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
    public Optional<String> read(ComponentId id) throws IOException {
        check();
        reads.incrementAndGet();
        return Optional.ofNullable(texts.get(id));
    }

    @Override
    public void update(ComponentId id, Change change) throws IOException {
        check();
        change.apply(Optional.ofNullable(texts.get(id))).ifPresentOrElse(text -> texts.put(id, text), () -> texts.remove(id));
    }

    @Override
    public Reading read(String text) {
        return written.containsKey(text) ? new Read(written.get(text)) : new Malformed("planted");
    }

    @Override
    public String write(Secrets secrets) {
        String text = "secrets " + written.size();
        if (!secrets.keys().contains("TOO_LONG")) {
            written.put(text, secrets);
        }
        return text;
    }
}
