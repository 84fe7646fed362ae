package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreExtern;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreGlobal;
import dev.wassette.component.engine.CoreInstance;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.CoreTable;
import dev.wassette.component.engine.Growth;
import dev.wassette.component.engine.GrowthRecorder;
import dev.wassette.component.engine.GuestThread;
import dev.wassette.component.engine.HostDispatcher;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.Lease;
import dev.wassette.component.engine.Trap;
import io.github.kawamuray.wasmtime.Disposable;
import io.github.kawamuray.wasmtime.Extern;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.FuncType;
import io.github.kawamuray.wasmtime.Instance;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Val;
import io.github.kawamuray.wasmtime.WasmFunctionError.TrapError;
import io.github.kawamuray.wasmtime.WasmtimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One store and everything in it.
///
/// Every native object that is made for it is listed in `handles` and freed with it, and nothing native is touched
/// outside of `presence`, which lets nobody in after the store is closed.
final class WasmtimeStore implements CoreStore {
    private static final Val[] NO_ARGUMENTS = {};

    /// In epochs from now. The deadline of a new store is now.
    private static final long NO_DEADLINE = 1L << 62;

    private final WasmtimeEngine engine;
    private final Lease.Use engineUse;
    private final CoreLimits limits;
    private final Store<Void> store;
    private final Links links;
    private final List<Disposable> handles = new ArrayList<>();
    /// The functions that tell what instances were refused.
    private final List<CoreFunction> refusals = new ArrayList<>();
    private final Presence presence = new Presence();
    private HostCalls hostCalls;
    private Frames frames;
    private long guestRuns;
    private int guestDepth;

    /// @param engineUse ended when the store is closed
    WasmtimeStore(WasmtimeEngine engine, Lease.Use engineUse, CoreLimits limits) {
        this.engine = engine;
        this.engineUse = engineUse;
        this.limits = limits;
        this.store = new Store<>(null, engine.engine());
        this.store.setEpochDeadline(NO_DEADLINE);
        this.links = new Links(this, store);
    }

    @Override
    public List<CoreFunction> bind(HostFunctions functions, HostDispatcher dispatcher) {
        if (!(functions instanceof WasmtimeHostFunctions prepared) || prepared.engine() != engine) {
            throw new IllegalArgumentException("host functions of another engine");
        }
        if (hostCalls != null) {
            throw new IllegalStateException("the store has its host functions already");
        }
        presence.enter();
        try (var _ = prepared.lease().begin()) {
            return bind(prepared, dispatcher);
        } catch (WasmtimeException e) {
            throw new IllegalStateException("Wasmtime failed to make host functions", e);
        } finally {
            presence.leave();
        }
    }

    private List<CoreFunction> bind(WasmtimeHostFunctions prepared, HostDispatcher dispatcher) {
        hostCalls = new HostCalls(this, prepared.types(), dispatcher);
        Func hostCall = own(new Func(store, FuncType.empty(), hostCalls));
        NativeInstance instance = links.instantiateHostCalls(prepared.code(), hostCall);
        frames = new Frames(store, instance.memory(HostCallModule.MEMORY));
        List<CoreFunction> bound = new ArrayList<>(prepared.types().size());
        for (int i = 0; i < prepared.types().size(); i++) {
            bound.add(new WasmtimeFunction(this, prepared.types().get(i), instance, Integer.toString(i)));
        }
        return bound;
    }

    @Override
    public CoreInstance instantiate(CoreModule module, List<CoreExtern> imports) {
        GuestThread.require(limits);
        if (!(module instanceof WasmtimeModule compiled) || compiled.engine() != engine) {
            throw new IllegalArgumentException("a module of another engine");
        }
        presence.enter();
        try (var _ = compiled.lease().begin()) {
            return instantiate(compiled, imports);
        } finally {
            presence.leave();
        }
    }

    private CoreInstance instantiate(WasmtimeModule module, List<CoreExtern> imports) {
        ModuleOutline outline = module.outline();
        requireFitting(outline, imports);
        Variant.requireWithin(outline, limits);
        NativeInstance instance;
        try {
            instance = links.instantiate(module, limits, imports);
        } catch (WasmtimeException | TrapError e) {
            throw Traps.ofInstantiation(e);
        }
        if (outline.start().isPresent()) {
            enter(instance.function(ModuleRewriter.START), NO_ARGUMENTS);
        }
        var made = new WasmtimeInstance(this, outline, instance);
        if (module.recordsGrowth()) {
            refusals.add(made.function(GrowthRecorder.EXPORT));
        }
        return made;
    }

    @Override
    public void setDeadline(long nanoTime) {
        presence.enter();
        try {
            engine.ticker().set(presence, nanoTime, store::setEpochDeadline);
        } finally {
            presence.leave();
        }
    }

    /// After a deadline no guest code runs any more, and so nothing can be asked; but then that is the reason of the end.
    @Override
    public Set<Growth> refused() {
        int bits = 0;
        for (CoreFunction each : refusals) {
            long[] values = new long[1];
            try {
                each.call(values);
            } catch (Trap _) {
                return Set.of();
            }
            bits |= (int) values[0];
        }
        return GrowthRecorder.refused(bits);
    }

    /// Takes effect when the guest calls the host or a host call returns, and at the deadline: the binding locks a store
    /// while its guest runs, so the deadline cannot be brought forward. A host function that waits is interrupted at once.
    @Override
    public void interrupt() {
        presence.interrupt();
    }

    @Override
    public void close() {
        if (!presence.close()) {
            return;
        }
        engine.ticker().remove(presence);
        links.close();
        handles.forEach(Disposable::dispose);
        store.dispose();
        engineUse.close();
    }

    /// Runs a function, of a guest or of the host.
    Val[] enter(Func function, Val[] arguments) {
        GuestThread.require(limits);
        presence.enter();
        if (guestDepth++ == 0 && hostCalls != null) {
            hostCalls.countAnew();
        }
        int frame = frames == null ? 0 : frames.next();
        try {
            return function.call(store, arguments);
        } catch (TrapError e) {
            unwound(frame);
            throw Traps.of(e, presence.isInterrupted(), limits);
        } catch (WasmtimeException e) {
            unwound(frame);
            throw new Trap(Trap.Kind.OTHER, e.getMessage(), e);
        } catch (RuntimeException e) {
            unwound(frame);
            throw new IllegalStateException("wasmtime-java failed to call a function", e);
        } finally {
            guestRuns++;
            guestDepth--;
            presence.leave();
        }
    }

    private void unwound(int frame) {
        if (frames != null) {
            frames.setNext(frame);
            hostCalls.throwFailure();
        }
    }

    /// {@return a function that calls this one with its arguments in a frame; empty when that cannot be}
    Optional<Func> throughFrames(CoreFunctionType type, Func function) {
        if (frames == null) {
            return Optional.empty();
        }
        return engine.guestCallModule(type).map(code -> {
            var externs = List.of(Extern.fromFunc(function), Extern.fromMemory(frames.memory()));
            return own(own(new Instance(store, code, externs)).getFunc(store, GuestCallModule.CALL).orElseThrow());
        });
    }

    /// {@return the frames; null when the store has no host functions}
    Frames frames() {
        return frames;
    }

    /// Called when the guest has called the host.
    void leaveGuest() {
        guestRuns++;
        throwIfInterrupted();
    }

    void throwIfInterrupted() {
        if (presence.isInterrupted()) {
            throw Traps.interrupted();
        }
    }

    /// {@return a number that changes whenever guest code has run}
    long guestRuns() {
        return guestRuns;
    }

    Store<Void> store() {
        return store;
    }

    WasmtimeEngine engine() {
        return engine;
    }

    /// Has a native object freed with the store.
    <T extends Disposable> T own(T handle) {
        handles.add(handle);
        return handle;
    }

    void requireOpen() {
        presence.requireOpen();
    }

    private void requireFitting(ModuleOutline outline, List<CoreExtern> imports) {
        if (imports.size() != outline.imports().size()) {
            throw new Trap(Trap.Kind.LINK,
                    "the module has %d imports, not %d".formatted(outline.imports().size(), imports.size()));
        }
        for (int i = 0; i < imports.size(); i++) {
            CoreExtern extern = imports.get(i);
            if (storeOf(extern) != this) {
                throw new IllegalArgumentException("import " + i + " belongs to another store");
            }
            if (kindOf(extern) != outline.imports().get(i).kind()) {
                throw new Trap(Trap.Kind.LINK, "import %d is a %s, not a %s".formatted(
                        i, outline.imports().get(i).kind(), kindOf(extern)));
            }
        }
    }

    private static WasmtimeStore storeOf(CoreExtern extern) {
        return switch (extern) {
            case WasmtimeFunction function -> function.store();
            case WasmtimeMemory memory -> memory.store();
            case WasmtimeTable table -> table.store();
            case WasmtimeGlobal global -> global.store();
            default -> throw new IllegalArgumentException(extern + " belongs to another engine");
        };
    }

    private static ExternKind kindOf(CoreExtern extern) {
        return switch (extern) {
            case CoreFunction _ -> ExternKind.FUNCTION;
            case CoreTable _ -> ExternKind.TABLE;
            case CoreMemory _ -> ExternKind.MEMORY;
            case CoreGlobal _ -> ExternKind.GLOBAL;
        };
    }
}
