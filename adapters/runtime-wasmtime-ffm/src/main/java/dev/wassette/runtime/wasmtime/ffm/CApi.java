package dev.wassette.runtime.wasmtime.ffm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/// The functions of Wasmtime's C library that the engine uses, each with its signature in C, and nothing else.
///
/// All of them are called in one way, with six words that give back a word. Every platform that Wasmtime compiles for has
/// 64 bits and passes words in registers or on a stack that the caller tidies up, so a function that has fewer parameters
/// or no result takes no notice of the rest; one that gives back a `bool` sets the low byte only. One way of calling is
/// one piece of code to generate when the program starts, instead of twenty at some milliseconds each. It is a constant,
/// so that the JIT compiler turns a call into a plain call; only the addresses belong to one library.
///
/// A pointer given back is owned by whoever called, unless said otherwise. Nothing is checked here: a wrong pointer ends
/// the JVM.
@SuppressWarnings("restricted")
final class CApi {
    private static final int MOST_PARAMETERS = 6;
    private static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(longs(MOST_PARAMETERS));
    private static final int MOST_PARAMETERS_OF_QUICK = 2;
    private static final MethodHandle QUICK =
            Linker.nativeLinker().downcallHandle(longs(MOST_PARAMETERS_OF_QUICK), Linker.Option.critical(false));

    private final SymbolLookup library;
    private final MemorySegment contextGetData;
    private final MemorySegment callerContext;
    private final MemorySegment contextSetEpochDeadline;
    private final MemorySegment engineDelete;
    private final MemorySegment engineIncrementEpoch;
    private final MemorySegment engineNewWithConfig;
    private final MemorySegment errorDelete;
    private final MemorySegment errorMessage;
    private final MemorySegment errorNew;
    private final MemorySegment funcCallUnchecked;
    private final MemorySegment funcNewUnchecked;
    private final MemorySegment functypeDelete;
    private final MemorySegment functypeNew;
    private final MemorySegment instanceExportGet;
    private final MemorySegment instanceNew;
    private final MemorySegment memoryData;
    private final MemorySegment memoryDataSize;
    private final MemorySegment moduleDelete;
    private final MemorySegment moduleDeserialize;
    private final MemorySegment moduleDeserializeFile;
    private final MemorySegment moduleNew;
    private final MemorySegment moduleSerialize;
    private final MemorySegment storeContext;
    private final MemorySegment storeDelete;
    private final MemorySegment storeEpochDeadlineCallback;
    private final MemorySegment storeLimiter;
    private final MemorySegment storeNew;
    private final MemorySegment trapCode;
    private final MemorySegment trapDelete;
    private final MemorySegment trapMessage;
    private final MemorySegment trapNew;
    private final MemorySegment valtypeNew;
    private final MemorySegment valtypeVecNew;
    private final MemorySegment byteVecDelete;
    private final MemorySegment configNew;

    /// @throws MissingSymbol when the library lacks a function
    CApi(SymbolLookup library) throws MissingSymbol {
        this.library = library;
        contextGetData = find("wasmtime_context_get_data");
        callerContext = find("wasmtime_caller_context");
        contextSetEpochDeadline = find("wasmtime_context_set_epoch_deadline");
        engineDelete = find("wasm_engine_delete");
        engineIncrementEpoch = find("wasmtime_engine_increment_epoch");
        engineNewWithConfig = find("wasm_engine_new_with_config");
        errorDelete = find("wasmtime_error_delete");
        errorMessage = find("wasmtime_error_message");
        errorNew = find("wasmtime_error_new");
        funcCallUnchecked = find("wasmtime_func_call_unchecked");
        funcNewUnchecked = find("wasmtime_func_new_unchecked");
        functypeDelete = find("wasm_functype_delete");
        functypeNew = find("wasm_functype_new");
        instanceExportGet = find("wasmtime_instance_export_get");
        instanceNew = find("wasmtime_instance_new");
        memoryData = find("wasmtime_memory_data");
        memoryDataSize = find("wasmtime_memory_data_size");
        moduleDelete = find("wasmtime_module_delete");
        moduleDeserialize = find("wasmtime_module_deserialize");
        moduleDeserializeFile = find("wasmtime_module_deserialize_file");
        moduleNew = find("wasmtime_module_new");
        moduleSerialize = find("wasmtime_module_serialize");
        storeContext = find("wasmtime_store_context");
        storeDelete = find("wasmtime_store_delete");
        storeEpochDeadlineCallback = find("wasmtime_store_epoch_deadline_callback");
        storeLimiter = find("wasmtime_store_limiter");
        storeNew = find("wasmtime_store_new");
        trapCode = find("wasmtime_trap_code");
        trapDelete = find("wasm_trap_delete");
        trapMessage = find("wasm_trap_message");
        trapNew = find("wasmtime_trap_new");
        valtypeNew = find("wasm_valtype_new");
        valtypeVecNew = find("wasm_valtype_vec_new");
        byteVecDelete = find("wasm_byte_vec_delete");
        configNew = find("wasm_config_new");
    }

    /// The library has no function of this name.
    static final class MissingSymbol extends Exception {
        private static final long serialVersionUID = 1L;

        MissingSymbol(String name) {
            super(name);
        }
    }

    private MemorySegment find(String name) throws MissingSymbol {
        return library.find(name).orElseThrow(() -> new MissingSymbol(name));
    }

    private static FunctionDescriptor longs(int parameters) {
        MemoryLayout[] layouts = new MemoryLayout[parameters];
        Arrays.fill(layouts, JAVA_LONG);
        return FunctionDescriptor.of(JAVA_LONG, layouts);
    }

    private static long call(MemorySegment function, long a) {
        return call(function, a, 0, 0, 0, 0, 0);
    }

    private static long call(MemorySegment function, long a, long b) {
        return call(function, a, b, 0, 0, 0, 0);
    }

    private static long call(MemorySegment function, long a, long b, long c) {
        return call(function, a, b, c, 0, 0, 0);
    }

    private static long call(MemorySegment function, long a, long b, long c, long d) {
        return call(function, a, b, c, d, 0, 0);
    }

    private static long call(MemorySegment function, long a, long b, long c, long d, long e) {
        return call(function, a, b, c, d, e, 0);
    }

    private static long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) CALL.invokeExact(function, a, b, c, d, e, f);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    private static long quick(MemorySegment function, long a) {
        return quick(function, a, 0);
    }

    /// For functions that return at once and never call back: the thread stays a Java thread meanwhile.
    private static long quick(MemorySegment function, long a, long b) {
        try {
            return (long) QUICK.invokeExact(function, a, b);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    private static IllegalStateException impossible(Throwable thrown) {
        return new IllegalStateException("a call into Wasmtime threw, which it cannot", thrown);
    }

    /// `wasm_config_t *wasm_config_new(void)`
    long configNew() {
        return call(configNew, 0);
    }

    /// `void wasmtime_config_<name>_set(wasm_config_t*, bool)`
    ///
    /// @throws MissingSymbol when the library has no such setting
    void configSet(long config, String name, boolean value) throws MissingSymbol {
        MemorySegment function = find("wasmtime_config_" + name + "_set");
        call(function, config, value ? 1 : 0);
    }

    /// `void wasmtime_config_max_wasm_stack_set(wasm_config_t*, size_t)`
    void configMaxWasmStackSet(long config, long bytes) throws MissingSymbol {
        MemorySegment function = find("wasmtime_config_max_wasm_stack_set");
        call(function, config, bytes);
    }

    /// `void wasmtime_config_async_stack_size_set(wasm_config_t*, size_t)`; does nothing where the library was built without
    /// it
    void configAsyncStackSizeSet(long config, long bytes) {
        library.find("wasmtime_config_async_stack_size_set").ifPresent(function -> call(function, config, bytes));
    }

    /// `wasm_engine_t *wasm_engine_new_with_config(wasm_config_t*)`; takes the configuration over
    long engineNewWithConfig(long config) {
        return call(engineNewWithConfig, config);
    }

    /// `void wasm_engine_delete(wasm_engine_t*)`
    void engineDelete(long engine) {
        call(engineDelete, engine);
    }

    /// `void wasmtime_engine_increment_epoch(wasm_engine_t*)`; any thread may
    void engineIncrementEpoch(long engine) {
        quick(engineIncrementEpoch, engine);
    }

    /// `wasmtime_error_t *wasmtime_module_new(wasm_engine_t*, const uint8_t *wasm, size_t, wasmtime_module_t **ret)`
    long moduleNew(long engine, long wasm, long length, long moduleOut) {
        return call(moduleNew, engine, wasm, length, moduleOut);
    }

    /// `wasmtime_error_t *wasmtime_module_serialize(wasmtime_module_t*, wasm_byte_vec_t *ret)`
    long moduleSerialize(long module, long bytesOut) {
        return call(moduleSerialize, module, bytesOut);
    }

    /// `wasmtime_error_t *wasmtime_module_deserialize(wasm_engine_t*, const uint8_t*, size_t, wasmtime_module_t **ret)`;
    /// trusts what it is given
    long moduleDeserialize(long engine, long bytes, long length, long moduleOut) {
        return call(moduleDeserialize, engine, bytes, length, moduleOut);
    }

    /// `wasmtime_error_t *wasmtime_module_deserialize_file(wasm_engine_t*, const char *path, wasmtime_module_t **ret)`;
    /// maps the file and trusts it
    long moduleDeserializeFile(long engine, long path, long moduleOut) {
        return call(moduleDeserializeFile, engine, path, moduleOut);
    }

    /// `void wasmtime_module_delete(wasmtime_module_t*)`; instances keep what they need
    void moduleDelete(long module) {
        call(moduleDelete, module);
    }

    /// `void wasm_byte_vec_delete(wasm_byte_vec_t*)`
    void byteVecDelete(long bytes) {
        call(byteVecDelete, bytes);
    }

    /// `wasmtime_store_t *wasmtime_store_new(wasm_engine_t*, void *data, void (*finalizer)(void*))`
    long storeNew(long engine, long data, long finalizer) {
        return call(storeNew, engine, data, finalizer);
    }

    /// `wasmtime_context_t *wasmtime_store_context(wasmtime_store_t*)`; owned by the store
    long storeContext(long store) {
        return quick(storeContext, store);
    }

    /// `void wasmtime_store_limiter(wasmtime_store_t*, int64_t memory_size, int64_t table_elements, int64_t instances,
    /// int64_t tables, int64_t memories)`
    void storeLimiter(long store, long memorySize, long tableElements, long instances, long tables, long memories) {
        call(storeLimiter, store, memorySize, tableElements, instances, tables, memories);
    }

    /// `void wasmtime_store_epoch_deadline_callback(wasmtime_store_t*, wasmtime_error_t *(*func)(wasmtime_context_t*,
    /// void *data, uint64_t *epoch_deadline_delta, wasmtime_update_deadline_kind_t*), void *data,
    /// void (*finalizer)(void*))`
    void storeEpochDeadlineCallback(long store, long callback, long data, long finalizer) {
        call(storeEpochDeadlineCallback, store, callback, data, finalizer);
    }

    /// `void wasmtime_store_delete(wasmtime_store_t*)`
    void storeDelete(long store) {
        call(storeDelete, store);
    }

    /// `void wasmtime_context_set_epoch_deadline(wasmtime_context_t*, uint64_t ticks_beyond_current)`
    void contextSetEpochDeadline(long context, long ticks) {
        quick(contextSetEpochDeadline, context, ticks);
    }

    /// `void *wasmtime_context_get_data(const wasmtime_context_t*)`
    long contextGetData(long context) {
        return quick(contextGetData, context);
    }

    /// `wasmtime_context_t *wasmtime_caller_context(wasmtime_caller_t*)`; owned by the store
    long callerContext(long caller) {
        return quick(callerContext, caller);
    }

    /// `wasm_valtype_t *wasm_valtype_new(wasm_valkind_t)`
    long valtypeNew(byte kind) {
        return call(valtypeNew, kind);
    }

    /// `void wasm_valtype_vec_new(wasm_valtype_vec_t *out, size_t, wasm_valtype_t *const[])`; takes the types over
    void valtypeVecNew(long vecOut, long size, long types) {
        call(valtypeVecNew, vecOut, size, types);
    }

    /// `wasm_functype_t *wasm_functype_new(wasm_valtype_vec_t *params, wasm_valtype_vec_t *results)`; takes them over
    long functypeNew(long parameters, long results) {
        return call(functypeNew, parameters, results);
    }

    /// `void wasm_functype_delete(wasm_functype_t*)`
    void functypeDelete(long type) {
        call(functypeDelete, type);
    }

    /// `void wasmtime_func_new_unchecked(wasmtime_context_t*, const wasm_functype_t*, wasm_trap_t *(*callback)(void *env,
    /// wasmtime_caller_t*, wasmtime_val_raw_t *args_and_results, size_t), void *env, void (*finalizer)(void*),
    /// wasmtime_func_t *ret)`
    void funcNewUnchecked(long context, long type, long callback, long env, long finalizer, long functionOut) {
        call(funcNewUnchecked, context, type, callback, env, finalizer, functionOut);
    }

    /// `wasmtime_error_t *wasmtime_func_call_unchecked(wasmtime_context_t*, const wasmtime_func_t*,
    /// wasmtime_val_raw_t *args_and_results, size_t, wasm_trap_t **trap)`
    long funcCallUnchecked(long context, long function, long values, long count, long trapOut) {
        return call(funcCallUnchecked, context, function, values, count, trapOut);
    }

    /// `wasmtime_error_t *wasmtime_instance_new(wasmtime_context_t*, const wasmtime_module_t*,
    /// const wasmtime_extern_t *imports, size_t, wasmtime_instance_t *instance, wasm_trap_t **trap)`
    long instanceNew(long context, long module, long imports, long count, long instanceOut, long trapOut) {
        return call(instanceNew, context, module, imports, count, instanceOut, trapOut);
    }

    /// `bool wasmtime_instance_export_get(wasmtime_context_t*, const wasmtime_instance_t*, const char *name, size_t,
    /// wasmtime_extern_t *item)`
    boolean instanceExportGet(long context, long instance, long name, long length, long externOut) {
        return (byte) call(instanceExportGet, context, instance, name, length, externOut) != 0;
    }

    /// `uint8_t *wasmtime_memory_data(const wasmtime_context_t*, const wasmtime_memory_t*)`; owned by the store
    long memoryData(long context, long memory) {
        return quick(memoryData, context, memory);
    }

    /// `size_t wasmtime_memory_data_size(const wasmtime_context_t*, const wasmtime_memory_t*)`
    long memoryDataSize(long context, long memory) {
        return quick(memoryDataSize, context, memory);
    }

    /// `wasm_trap_t *wasmtime_trap_new(const char *msg, size_t)`
    long trapNew(long message, long length) {
        return call(trapNew, message, length);
    }

    /// `bool wasmtime_trap_code(const wasm_trap_t*, wasmtime_trap_code_t*)`
    boolean trapCode(long trap, long codeOut) {
        return (byte) call(trapCode, trap, codeOut) != 0;
    }

    /// `void wasm_trap_message(const wasm_trap_t*, wasm_message_t *out)`
    void trapMessage(long trap, long bytesOut) {
        call(trapMessage, trap, bytesOut);
    }

    /// `void wasm_trap_delete(wasm_trap_t*)`
    void trapDelete(long trap) {
        call(trapDelete, trap);
    }

    /// `wasmtime_error_t *wasmtime_error_new(const char*)`
    long errorNew(long message) {
        return call(errorNew, message);
    }

    /// `void wasmtime_error_message(const wasmtime_error_t*, wasm_name_t *message)`
    void errorMessage(long error, long bytesOut) {
        call(errorMessage, error, bytesOut);
    }

    /// `void wasmtime_error_delete(wasmtime_error_t*)`
    void errorDelete(long error) {
        call(errorDelete, error);
    }
}
