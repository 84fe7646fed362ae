package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CodeKey;
import dev.wassette.component.engine.CoreEngine;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import dev.wassette.component.engine.GrowthRecorder;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.InvalidCoreModule;
import dev.wassette.domain.Digest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;

/// Wasmtime, through its C functions.
///
/// Everything native hangs on this object: stores, modules and lists of host functions each hold a use of it, so it goes
/// when it is closed and the last of them is. What may run in the guest is what the other engines have too.
final class LibraryEngine implements CoreEngine {

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
    private final Slots slots = new Slots(arena);
    private final Alarm alarm = new Alarm();
    private final Lease lease = new Lease("the engine", this::free);

    private LibraryEngine(Library library, EngineOptions options, long engine) {
        this.library = library;
        this.options = options;
        this.engine = engine;
        this.callbacks = new Callbacks(library.api(), slots, arena);
    }

    static LibraryEngine open(Library library, EngineOptions options) throws EngineUnavailable {
        CApi api = library.api();
        long config = api.configNew();
        try {
            for (Map.Entry<String, Boolean> setting : SETTINGS.entrySet()) {
                api.configSet(config, setting.getKey(), setting.getValue());
            }
            api.configMaxWasmStackSet(config, LibraryLimits.MAX_GUEST_STACK_BYTES);
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
            return new LibraryModule(this, outline, code(outline, wasm, name), use);
        } catch (InvalidCoreModule | RuntimeException | Error e) {
            use.close();
            throw e;
        }
    }

    private long code(ModuleOutline outline, byte[] wasm, Digest name) throws InvalidCoreModule {
        return new Compiler(library.api(), engine, options.codeCache()).compile(key(name), () -> changed(outline, wasm));
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
