package dev.wassette.planted.sandbox;

import com.dylibso.chicory.wasm.WasmModule;

/// Uses what belongs to an engine.
public final class NamesALibrary {
    private NamesALibrary() {}

    static boolean hasMemory(WasmModule module) {
        return module.memorySection().isPresent();
    }
}
