package dev.wassette.planted.component.plan;

import dev.wassette.component.engine.CoreMemory;

/// Trusts a pointer outside of the canonical ABI.
public final class WritesMemory {
    private WritesMemory() {}

    static long size(CoreMemory memory) {
        return memory.byteSize();
    }
}
