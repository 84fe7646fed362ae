package dev.wassette.runtime.wasmtime.ffm;

/// The sizes and offsets in bytes of the structures that Wasmtime's C functions read and write, as in the headers of the
/// versions that [Library] accepts.
final class Layouts {
    private Layouts() {}

    /// `wasm_byte_vec_t { size_t size; char *data; }`
    static final long VEC = 16;
    static final long VEC_DATA = 8;

    /// `wasmtime_val_raw_t`, a union whose largest member is a vector of 128 bits
    static final long RAW = 16;

    /// `wasmtime_func_t { uint64_t store_id; void *private; }`
    static final long FUNC = 16;

    /// `wasmtime_instance_t { uint64_t store_id; size_t private; }`
    static final long INSTANCE = 16;

    /// `wasmtime_extern_t { uint8_t kind; union { wasmtime_func_t; wasmtime_global_t; wasmtime_table_t;
    /// wasmtime_memory_t; ... } of; }`; the largest members take three words
    static final long EXTERN = 32;
    static final long EXTERN_OF = 8;

    static final byte EXTERN_FUNC = 0;
    static final byte EXTERN_GLOBAL = 1;
    static final byte EXTERN_TABLE = 2;
    static final byte EXTERN_MEMORY = 3;

    static final byte I32 = 0;
    static final byte I64 = 1;
    static final byte F32 = 2;
    static final byte F64 = 3;
}
