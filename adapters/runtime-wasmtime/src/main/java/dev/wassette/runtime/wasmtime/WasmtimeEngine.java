package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CodeKey;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.CoreType;
import dev.wassette.component.engine.EngineOptions;
import dev.wassette.component.engine.EngineUnavailable;
import dev.wassette.component.engine.FixedStackEngine;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.InvalidCoreModule;
import dev.wassette.component.engine.Lease;
import dev.wassette.domain.Digest;
import io.github.kawamuray.wasmtime.Config;
import io.github.kawamuray.wasmtime.Engine;
import io.github.kawamuray.wasmtime.Module;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Wasmtime, as wasmtime-java offers it.
///
/// Its traps, all of them learned from crashes and leaks, and where this engine keeps out of them: a use after disposal
/// ends the JVM ([Lease], [WasmtimeStore]), so does a guest on a small stack ([dev.wassette.component.engine.GuestThread]);
/// a store cannot be limited ([ModuleRewriter]) or interrupted from another thread; tables and globals cannot be held in
/// Java ([Links]); each function known to Wasmtime costs much ([HostCallModule]); compiled code can be kept only
/// by Wasmtime's own cache ([CodeDirectory]).
final class WasmtimeEngine implements FixedStackEngine {
    private static final String DESCRIPTION = "wasmtime 7.0.0 (wasmtime-java 0.19.0)";

    /// Changes whenever [ModuleRewriter], [dev.wassette.component.engine.GrowthRecorder] or the configuration below makes
    /// other code of the same module.
    private static final int CODE_FORMAT = 2;

    private final EngineOptions options;
    private final CodeDirectory codeDirectory;
    private final Engine engine;
    private final Lease lease;
    private final EpochTicker ticker;
    private final Map<CoreFunctionType, Module> guestCallModules = new ConcurrentHashMap<>();

    private WasmtimeEngine(EngineOptions options, CodeDirectory codeDirectory, Engine engine) {
        this.options = options;
        this.codeDirectory = codeDirectory;
        this.engine = engine;
        this.lease = new Lease("the engine", this::free);
        this.ticker = new EpochTicker(engine::incrementEpoch);
    }

    static WasmtimeEngine open(EngineOptions options) throws EngineUnavailable {
        CodeDirectory directory;
        try {
            directory = CodeDirectory.create();
        } catch (IOException e) {
            throw new EngineUnavailable(
                    "The engine wasmtime needs a temporary directory that it can write to: " + e.getMessage(), e);
        }
        try (Config config = new Config()) {
            config.maxWasmStack(stackBytes(options.usualLimits()))
                    .epochInterruption(true)
                    .cacheConfigLoad(directory.configuration());
            return new WasmtimeEngine(options, directory, new Engine(config));
        } catch (RuntimeException e) {
            directory.close();
            throw new EngineUnavailable("The engine wasmtime did not start: " + e.getMessage(), e);
        }
    }

    @Override
    public String description() {
        return DESCRIPTION;
    }

    @Override
    public CoreModule compile(byte[] wasm, Digest name) throws InvalidCoreModule {
        return WasmtimeModule.compile(this, wasm, name, options.usualLimits());
    }

    /// The binding hands out no compiled code, but the cache has it: what is compiled does not depend on the size of the
    /// stack. Without a cache it is compiled again.
    @Override
    public CoreModule adopt(CoreModule module) {
        if (!(module instanceof WasmtimeModule other)) {
            throw new IllegalArgumentException("a module of another kind of engine");
        }
        return other.copyFor(this, options.usualLimits());
    }

    @Override
    public HostFunctions prepareHostFunctions(List<CoreFunctionType> types) {
        for (CoreFunctionType type : types) {
            requireNumeric(type.parameters());
            requireNumeric(type.results());
        }
        return WasmtimeHostFunctions.prepare(this, List.copyOf(types));
    }

    @Override
    public CoreStore newStore(CoreLimits limits) {
        if (stackBytes(limits) != stackBytes(options.usualLimits())) {
            throw new IllegalArgumentException("a store with another stack than that of its engine");
        }
        return new WasmtimeStore(this, lease.begin(), limits);
    }

    /// A guest whose caller no longer waits may still run: its deadline comes by the ticker, which goes with the last store.
    @Override
    public void close() {
        lease.close();
    }

    /// {@return how much stack a guest with these limits has}
    static long stackBytes(CoreLimits limits) {
        return Math.min(limits.stackBytes(), WasmtimeLimits.MAX_STACK_BYTES);
    }

    /// {@return how many pages of memory the frames of nested host calls have in a store}
    int framePages() {
        return Math.toIntExact(Math.ceilDiv(stackBytes(options.usualLimits()), HostCallModule.STACK_BYTES_OF_PAGE));
    }

    /// For stores, which hold a lease of the engine.
    Engine engine() {
        return engine;
    }

    EpochTicker ticker() {
        return ticker;
    }

    /// Compiles what [ModuleRewriter] wrote, or takes the code from the cache.
    Module compile(Digest name, Variant variant, byte[] rewritten) throws InvalidCoreModule {
        try (var _ = lease.begin()) {
            return codeDirectory.compile(engine, options.codeCache(), key(name, variant), rewritten);
        }
    }

    /// Compiles what this engine generated.
    Module compileGenerated(byte[] wasm) {
        try (var _ = lease.begin()) {
            return codeDirectory.compile(engine, wasm);
        } catch (InvalidCoreModule e) {
            throw new IllegalStateException("generated a module that is not valid", e);
        }
    }

    /// {@return a [GuestCallModule] for this type, which lives as long as the engine; empty when there are too many}
    Optional<Module> guestCallModule(CoreFunctionType type) {
        Module known = guestCallModules.get(type);
        if (known != null || guestCallModules.size() >= WasmtimeLimits.MAX_GUEST_CALL_MODULES) {
            return Optional.ofNullable(known);
        }
        return Optional.of(guestCallModules.computeIfAbsent(
                type, _ -> compileGenerated(GuestCallModule.generate(type, framePages()))));
    }

    private static CodeKey key(Digest name, Variant variant) {
        return new CodeKey(
                "%s, %s, %s, format %d, memory %d pages, tables %d elements, copy %d".formatted(
                        DESCRIPTION, System.getProperty("os.name"), System.getProperty("os.arch"), CODE_FORMAT,
                        variant.memoryPages(), variant.tableElements(), variant.copy()),
                name);
    }

    private static void requireNumeric(List<CoreType> types) {
        if (!types.stream().allMatch(CoreType::isNumeric)) {
            throw new IllegalArgumentException("host functions take and return numbers only, not " + types);
        }
    }

    private void free() {
        ticker.close();
        guestCallModules.values().forEach(Module::dispose);
        engine.dispose();
        codeDirectory.close();
    }
}
