package dev.wassette.runtime.wasmtime.ffm;

/// A `wasmtime_func_t`, `wasmtime_global_t`, `wasmtime_table_t` or `wasmtime_memory_t`: names an object in a store and is
/// not freed.
record Words(long first, long second, long third) {
    static Words read(long address) {
        return new Words(Native.word(address), Native.word(address + 8), Native.word(address + 16));
    }

    void write(long address) {
        Native.word(address, first);
        Native.word(address + 8, second);
        Native.word(address + 16, third);
    }
}
