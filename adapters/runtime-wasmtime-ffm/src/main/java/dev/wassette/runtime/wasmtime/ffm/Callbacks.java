package dev.wassette.runtime.wasmtime.ffm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;

/// What Wasmtime calls: one function for all host functions of all stores of an engine, and one for the ends of epochs.
/// The store is found by the number it was made with.
///
/// An exception that left one of these would end the JVM. None does: stores catch whatever is thrown, keep it, and have a
/// native trap or error given back, upon which Wasmtime unwinds its own frames.
@SuppressWarnings("restricted")
final class Callbacks {
    private static final long NONE = 0;

    private final CApi api;
    private final Slots slots;
    private final MemorySegment hostCall;
    private final MemorySegment epochEnd;
    private final MemorySegment message;

    /// @param arena for the code, which has to live as long as anybody may call it
    Callbacks(CApi api, Slots slots, Arena arena) {
        this.api = api;
        this.slots = slots;
        FunctionDescriptor type = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        this.hostCall = Linker.nativeLinker().upcallStub(bound("hostCall"), type, arena);
        this.epochEnd = Linker.nativeLinker().upcallStub(bound("epochEnd"), type, arena);
        this.message = arena.allocateFrom("the host ended the guest", StandardCharsets.UTF_8);
    }

    /// {@return a `wasmtime_func_unchecked_callback_t`, whose `env` is the index of the host function}
    long hostCall() {
        return hostCall.address();
    }

    /// {@return a callback for `wasmtime_store_epoch_deadline_callback`, whose `data` is the number of the store}
    long epochEnd() {
        return epochEnd.address();
    }

    private MethodHandle bound(String name) {
        try {
            return MethodHandles.lookup().bind(this, name,
                    MethodType.methodType(long.class, long.class, long.class, long.class, long.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException("the method is below", e);
        }
    }

    /// `wasm_trap_t *callback(void *env, wasmtime_caller_t*, wasmtime_val_raw_t *args_and_results, size_t)`
    private long hostCall(long env, long caller, long values, long count) {
        LibraryStore store = slots.store(api.contextGetData(api.callerContext(caller)));
        return store.hostCall((int) env, values) ? NONE : api.trapNew(message.address(), message.byteSize() - 1);
    }

    /// `wasmtime_error_t *func(wasmtime_context_t*, void *data, uint64_t *epoch_deadline_delta,
    /// wasmtime_update_deadline_kind_t*)`
    private long epochEnd(long context, long data, long delta, long kind) {
        if (!slots.store(data).mayContinue()) {
            return api.errorNew(message.address());
        }
        Native.word(delta, 1);
        return NONE;
    }
}
