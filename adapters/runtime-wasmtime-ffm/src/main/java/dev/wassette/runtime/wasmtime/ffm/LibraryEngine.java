package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CodeKey;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import dev.wassette.component.engine.FixedStackEngine;
import dev.wassette.component.engine.GrowthRecorder;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.InvalidCoreModule;
import dev.wassette.component.engine.Lease;
import dev.wassette.domain.Digest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;

/// Wasmtime, through its C functions.
///
/// Everything native hangs on this object: stores, modules and lists of host functions each hold a use of it, so it goes
/// when it is closed and the last of them is. It has one size of stack, which is a setting of Wasmtime's. What may run in the guest is what the other engines have too.
final class LibraryEngine implements FixedStackEngine {

    /// What differs from the library's defaults; every one of them counts for [#CODE_FORMAT].
    private static final Map<String, Boolean> SETTINGS = Map.ofEntries(
            Map.entry("epoch_interruption", true),
            Map.entry("memory_may_move", false),
            Map.entry("native_unwind_info", false),
            Map.entry("concurrency_support", false),
            Map.entry("wasm_multi_memory", true),
            Map.entry("wasm_relaxed_simd_deterministic", true),
            Map.entry("wasm_threads", false),
            Map.entry("wasm_gc", false),
            Map.entry("wasm_function_references", false),
            Map.entry("wasm_exceptions", false),
            Map.entry("wasm_memory64", false),
            Map.entry("wasm_stack_switching", false),
            Map.entry("wasm_custom_page_sizes", false),
            Map.entry("wasm_wide_arithmetic", false));

    /// Changes whenever the settings, [MemoryExports] or [GrowthRecorder] make other code of the same module.
    private static final int CODE_FORMAT = 2;

    private final Library library;
    private final EngineOptions options;
    private final Arena arena = Arena.ofShared();
    private final long engine;
    private final Callbacks callbacks;
    private final Slots slots;
    private final Alarm alarm = new Alarm();
    private final Lease lease = new Lease("the engine", this::free);

    private LibraryEngine(Library library, EngineOptions options, long engine) {
        this.library = library;
        this.options = options;
        this.engine = engine;
        this.slots = new Slots(arena, options.usualLimits().stackBytes() / Slots.STACK_BYTES_OF_SCRATCH);
        this.callbacks = new Callbacks(library.api(), slots, arena);
    }

    static LibraryEngine open(Library library, EngineOptions options) throws EngineUnavailable {
        CApi api = library.api();
        long config = api.configNew();
        try {
            for (Map.Entry<String, Boolean> setting : SETTINGS.entrySet()) {
                api.configSet(config, setting.getKey(), setting.getValue());
            }
            // Nothing runs on such a stack here, but Wasmtime aborts the process where it is smaller than the other.
            api.configAsyncStackSizeSet(config, 2 * options.usualLimits().stackBytes());
            api.configMaxWasmStackSet(config, options.usualLimits().stackBytes());
        } catch (CApi.MissingSymbol e) {
            api.engineDelete(api.engineNewWithConfig(config));
            throw new EngineUnavailable("The library of Wasmtime was built without " + e.getMessage(), e);
        }
        return new LibraryEngine(library, options, api.engineNewWithConfig(config));
    }

    @Override
    public String description() {
        return "wasmtime " + library.version() + " (C library)";
    }

    @Override
    public CoreModule compile(byte[] wasm, Digest name) throws InvalidCoreModule {
        Lease.Use use = lease.begin();
        try {
            ModuleOutline outline = ModuleOutline.of(wasm);
            return new LibraryModule(this, outline, name, code(outline, wasm, name), use);
        } catch (InvalidCoreModule | RuntimeException | Error e) {
            use.close();
            throw e;
        }
    }

    private long code(ModuleOutline outline, byte[] wasm, Digest name) throws InvalidCoreModule {
        return compiler().compile(key(name), () -> changed(outline, wasm));
    }

    /// What is compiled does not depend on the size of the stack: the cache has it under the same key, and the other
    /// module can write it down.
    @Override
    public CoreModule adopt(CoreModule module) {
        if (!(module instanceof LibraryModule other)) {
            throw new IllegalArgumentException("a module of another kind of engine");
        }
        Lease.Use use = lease.begin();
        try (var _ = other.lease().begin()) {
            long code = compiler().adopt(key(other.name()), other.pointer());
            return new LibraryModule(this, other.outline(), other.name(), code, use);
        } catch (RuntimeException | Error e) {
            use.close();
            throw e;
        }
    }

    private Compiler compiler() {
        return new Compiler(library.api(), engine, options.codeCache());
    }

    private static byte[] changed(ModuleOutline outline, byte[] wasm) throws InvalidCoreModule {
        byte[] asked = outline.unnamed().isEmpty() ? wasm : MemoryExports.add(wasm, outline.unnamed());
        return GrowthRecorder.record(asked).orElse(asked);
    }

    private CodeKey key(Digest name) {
        return new CodeKey("%s, %s, %s, format %d".formatted(library.identity(), System.getProperty("os.name"),
                System.getProperty("os.arch"), CODE_FORMAT), name);
    }

    @Override
    public HostFunctions prepareHostFunctions(List<CoreFunctionType> types) {
        return new LibraryHostFunctions(this, types, lease.begin());
    }

    @Override
    public CoreStore newStore(CoreLimits limits) {
        if (limits.stackBytes() != options.usualLimits().stackBytes()) {
            throw new IllegalArgumentException("a store with another stack than that of its engine");
        }
        return new LibraryStore(this, lease.begin(), limits);
    }

    @Override
    public void close() {
        lease.close();
    }

    CApi api() {
        return library.api();
    }

    /// {@return the `wasm_engine_t`}, for those who hold a use of this engine
    long pointer() {
        return engine;
    }

    Callbacks callbacks() {
        return callbacks;
    }

    Slots slots() {
        return slots;
    }

    Alarm alarm() {
        return alarm;
    }

    private void free() {
        alarm.close();
        library.api().engineDelete(engine);
        arena.close();
    }

    /// {@return memory that lives as long as the engine}
    MemorySegment allocate(long bytes) {
        return arena.allocate(bytes, 8);
    }
}
