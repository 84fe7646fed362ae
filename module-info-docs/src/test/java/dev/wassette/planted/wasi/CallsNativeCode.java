package dev.wassette.planted.wasi;

import java.lang.foreign.MemorySegment;

/// Holds memory that no garbage collector knows.
public final class CallsNativeCode {
    private CallsNativeCode() {}

    static long size(MemorySegment memory) {
        return memory.byteSize();
    }
}
