package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreExtern;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreGlobal;
import dev.wassette.component.engine.CoreInstance;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.CoreTable;
import dev.wassette.component.engine.GuestThread;
import dev.wassette.component.engine.HostDispatcher;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.Trap;
import io.github.kawamuray.wasmtime.Disposable;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.FuncType;
import io.github.kawamuray.wasmtime.Store;
import io.github.kawamuray.wasmtime.Val;
import io.github.kawamuray.wasmtime.WasmFunctionError.TrapError;
import io.github.kawamuray.wasmtime.WasmtimeException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One store and everything in it.
///
/// Every native object that is made for it is listed in `handles` and freed with it, and nothing native is touched once
/// `entries` says closed.
final class WasmtimeStore implements CoreStore {
    private static final int CLOSED = -1;
    private static final Val[] NO_ARGUMENTS = {};

    /// In epochs from now. The deadline of a new store is now.
    private static final long NO_DEADLINE = 1L << 62;

    private final WasmtimeEngine engine;
    private final CoreLimits limits;
    private final Store<Void> store;
    private final Links links;
    private final List<Disposable> handles = new ArrayList<>();

    /// How often the guest has been entered and not left, or CLOSED.
    private final AtomicInteger entries = new AtomicInteger();
    private volatile boolean interrupted;
    private HostCalls hostCalls;
    private boolean ticking;
    private long guestRuns;

    /// @param engine on which the caller holds a lease for this store
    WasmtimeStore(WasmtimeEngine engine, CoreLimits limits) {
        this.engine = engine;
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
        begin();
        prepared.lease().begin();
        try {
            return bind(prepared, dispatcher);
        } finally {
            prepared.lease().end();
            end();
        }
    }

    private List<CoreFunction> bind(WasmtimeHostFunctions prepared, HostDispatcher dispatcher) {
        hostCalls = new HostCalls(this, prepared.types(), dispatcher);
        Func hostCall = own(new Func(store, FuncType.empty(), hostCalls));
        NativeInstance instance = links.instantiateHostCalls(prepared.code(), hostCall);
        hostCalls.setFrames(instance.memory(HostCallModule.MEMORY).buffer(store).order(ByteOrder.LITTLE_ENDIAN));
        List<CoreFunction> bound = new ArrayList<>(prepared.types().size());
        for (int i = 0; i < prepared.types().size(); i++) {
            bound.add(new WasmtimeFunction(this, prepared.types().get(i), instance, Integer.toString(i)));
        }
        return bound;
    }

    @Override
    public CoreInstance instantiate(CoreModule module, List<CoreExtern> imports) {
        GuestThread.require();
        if (!(module instanceof WasmtimeModule compiled) || compiled.engine() != engine) {
            throw new IllegalArgumentException("a module of another engine");
        }
        begin();
        compiled.beginUse();
        try {
            return instantiate(compiled, imports);
        } finally {
            compiled.endUse();
            end();
        }
    }

    private CoreInstance instantiate(WasmtimeModule module, List<CoreExtern> imports) {
        ModuleOutline outline = module.outline();
        requireFitting(outline, imports);
        if (Variant.exceeds(outline, limits)) {
            throw new Trap(Trap.Kind.OUT_OF_RESOURCES,
                    "the module starts with a larger memory or table than " + limits + " allows");
        }
        NativeInstance instance;
        try {
            instance = links.instantiate(module, limits, imports);
        } catch (WasmtimeException | TrapError e) {
            throw Traps.ofInstantiation(e);
        }
        if (outline.start().isPresent()) {
            enter(instance.function(ModuleRewriter.START), NO_ARGUMENTS);
        }
        return new WasmtimeInstance(this, outline, instance);
    }

    @Override
    public void setDeadline(long nanoTime) {
        begin();
        try {
            if (!ticking) {
                ticking = true;
                engine.ticker().begin();
            }
            store.setEpochDeadline(engine.ticker().epochsUntil(nanoTime));
        } finally {
            end();
        }
    }

    /// Takes effect when the guest calls the host or a host call returns, and at the deadline: the binding locks a store
    /// while its guest runs, so the deadline cannot be brought forward.
    @Override
    public void interrupt() {
        if (entries.get() > 0) {
            interrupted = true;
        }
    }

    @Override
    public void close() {
        if (!entries.compareAndSet(0, CLOSED)) {
            if (entries.get() == CLOSED) {
                return;
            }
            throw new IllegalStateException("the store is in use");
        }
        if (ticking) {
            engine.ticker().end();
        }
        links.close();
        handles.forEach(Disposable::dispose);
        store.dispose();
        engine.storeClosed();
    }

    /// Runs a function, of a guest or of the host.
    Val[] enter(Func function, Val[] arguments) {
        GuestThread.require();
        if (begin() == 1) {
            beginOutermostEntry();
        }
        int frame = hostCalls == null ? 0 : hostCalls.nextFrame();
        try {
            return function.call(store, arguments);
        } catch (TrapError e) {
            unwound(frame);
            throw Traps.of(e, interrupted);
        } catch (WasmtimeException e) {
            unwound(frame);
            throw new Trap(Trap.Kind.OTHER, e.getMessage(), e);
        } finally {
            guestRuns++;
            end();
        }
    }

    private void beginOutermostEntry() {
        interrupted = false;
        if (hostCalls != null) {
            hostCalls.beginOutermostEntry();
        }
    }

    private void unwound(int frame) {
        if (hostCalls != null) {
            hostCalls.returnTo(frame);
            hostCalls.throwFailure();
        }
    }

    /// Called when the guest has called the host.
    void leaveGuest() {
        guestRuns++;
        throwIfInterrupted();
    }

    void throwIfInterrupted() {
        if (interrupted) {
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
        if (entries.get() == CLOSED) {
            throw closed();
        }
    }

    private int begin() {
        int depth = entries.updateAndGet(n -> n == CLOSED ? CLOSED : n + 1);
        if (depth == CLOSED) {
            throw closed();
        }
        return depth;
    }

    private void end() {
        entries.decrementAndGet();
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the store is closed");
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
