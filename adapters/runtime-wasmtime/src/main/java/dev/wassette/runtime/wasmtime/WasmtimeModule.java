package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.GrowthRecorder;
import dev.wassette.component.engine.InvalidCoreModule;
import dev.wassette.component.engine.Lease;
import dev.wassette.domain.Digest;
import io.github.kawamuray.wasmtime.Module;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A module and its compiled code, of which there is one variant for the usual limits and, when a store needs it, others.
final class WasmtimeModule implements CoreModule {
    private final WasmtimeEngine engine;
    private final ModuleOutline outline;
    private final Digest name;
    private final boolean recordsGrowth;
    private final Lease lease = new Lease("the module", this::free);
    private final Map<Variant, Module> variants = new ConcurrentHashMap<>();
    /// guarded by this
    private final Map<List<ModuleRewriter.Source>, Module> forwarders = new HashMap<>();

    private WasmtimeModule(WasmtimeEngine engine, ModuleOutline outline, Digest name, boolean recordsGrowth) {
        this.engine = engine;
        this.outline = outline;
        this.name = name;
        this.recordsGrowth = recordsGrowth;
    }

    static WasmtimeModule compile(WasmtimeEngine engine, byte[] wasm, Digest name, CoreLimits usualLimits)
            throws InvalidCoreModule {
        ModuleOutline original = ModuleOutline.of(wasm);
        Optional<byte[]> recording = GrowthRecorder.record(wasm);
        var module = new WasmtimeModule(engine, recording.isPresent() ? ModuleOutline.of(recording.get()) : original, name,
                recording.isPresent());
        module.compile(Variant.of(module.outline, usualLimits, 0));
        return module;
    }

    /// {@return the same module for another engine}
    WasmtimeModule copyFor(WasmtimeEngine other, CoreLimits usualLimits) {
        var copy = new WasmtimeModule(other, outline, name, recordsGrowth);
        copy.code(Variant.of(outline, usualLimits, 0));
        return copy;
    }

    WasmtimeEngine engine() {
        return engine;
    }

    ModuleOutline outline() {
        return outline;
    }

    /// {@return whether its code is that of a [GrowthRecorder]}
    boolean recordsGrowth() {
        return recordsGrowth;
    }

    /// To be held while [#code] or [#forwarder] is called and what they return is used.
    Lease lease() {
        return lease;
    }

    /// {@return the code for these limits; compiles it if need be}
    Module code(Variant variant) {
        Module code = variants.get(variant);
        try {
            return code != null ? code : compile(variant);
        } catch (InvalidCoreModule e) {
            throw new IllegalStateException("a module was valid with other limits", e);
        }
    }

    /// {@return the name that all imports have in the code of that variant}
    String importModule(int copy) {
        return name.hex().substring(0, 32) + "-" + copy;
    }

    /// {@return a module that brings what is there to the imports of this module}
    ///
    /// @param owner is given the module to free it, when it is not kept here
    synchronized Module forwarder(List<ModuleRewriter.Source> sources, Consumer<Module> owner) {
        Module known = forwarders.get(sources);
        if (known != null) {
            return known;
        }
        Module forwarder = engine.compileGenerated(ModuleRewriter.forwarder(outline.imports(), sources));
        if (forwarders.size() < WasmtimeLimits.MAX_FORWARDERS) {
            forwarders.put(List.copyOf(sources), forwarder);
        } else {
            owner.accept(forwarder);
        }
        return forwarder;
    }

    @Override
    public void close() {
        lease.close();
    }

    private synchronized Module compile(Variant variant) throws InvalidCoreModule {
        Module known = variants.get(variant);
        if (known != null) {
            return known;
        }
        byte[] rewritten = ModuleRewriter.rewrite(outline, variant, importModule(variant.copy()));
        Module code = engine.compile(name, variant, rewritten);
        variants.put(variant, code);
        return code;
    }

    private synchronized void free() {
        variants.values().forEach(Module::dispose);
        forwarders.values().forEach(Module::dispose);
    }
}
