package dev.wassette.planted.wasi.gate;

/// A gate that holds no grant.
public final class AsksNobody {
    private final long start;

    AsksNobody(long start) {
        this.start = start;
    }

    long start() {
        return start;
    }
}
