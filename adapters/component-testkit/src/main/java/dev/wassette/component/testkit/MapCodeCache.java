package dev.wassette.component.testkit;

import dev.wassette.component.engine.CodeCache;
import dev.wassette.component.engine.CodeKey;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A code cache in memory that counts what happens to it.
public final class MapCodeCache implements CodeCache {
    private final Map<CodeKey, byte[]> codes = new ConcurrentHashMap<>();
    private final AtomicInteger hits = new AtomicInteger();

    /// An empty cache.
    public MapCodeCache() {}

    @Override
    public Optional<byte[]> find(CodeKey key) {
        Optional<byte[]> code = Optional.ofNullable(codes.get(key)).map(byte[]::clone);
        code.ifPresent(_ -> hits.incrementAndGet());
        return code;
    }

    @Override
    public Optional<String> findFile(CodeKey key) {
        return Optional.empty();
    }

    @Override
    public void keep(CodeKey key, ByteBuffer code) {
        byte[] kept = new byte[code.remaining()];
        code.duplicate().get(kept);
        codes.put(key, kept);
    }

    /// {@return how many times something was found}
    public int hits() {
        return hits.get();
    }

    /// {@return what is kept, itself}
    public Map<CodeKey, byte[]> codes() {
        return codes;
    }
}
