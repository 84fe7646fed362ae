package dev.wassette.remote.testkit;

import dev.wassette.application.port.out.DownloadCache;
import dev.wassette.domain.Digest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A cache in memory.
public final class MapCache implements DownloadCache {
    public final Map<Digest, byte[]> contents = new ConcurrentHashMap<>();
    private final Map<String, Remembered> names = new ConcurrentHashMap<>();

    /// Has nothing yet.
    public MapCache() {}

    @Override
    public Optional<byte[]> find(Digest digest) {
        return Optional.ofNullable(contents.get(digest));
    }

    @Override
    public void keep(Digest digest, byte[] bytes) {
        contents.put(digest, bytes);
    }

    @Override
    public Optional<Remembered> recall(String name) {
        return Optional.ofNullable(names.get(name));
    }

    @Override
    public void remember(String name, Digest digest, Optional<String> validator) {
        names.put(name, new Remembered(digest, validator, Instant.EPOCH));
    }
}
