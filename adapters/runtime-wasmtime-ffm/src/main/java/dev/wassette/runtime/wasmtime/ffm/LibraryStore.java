package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreExtern;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreInstance;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.Growth;
import dev.wassette.component.engine.GrowthRecorder;
import dev.wassette.component.engine.GuestThread;
import dev.wassette.component.engine.HostDispatcher;
import dev.wassette.component.engine.HostFunctions;
import dev.wassette.component.engine.Lease;
import dev.wassette.component.engine.Trap;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One store and everything in it.
///
/// Nothing native is touched unless the store is open, and it is not closed while a thread is inside. What goes between
/// Java and Wasmtime in one call lies in a frame on a stack of native memory, as calls nest.
final class LibraryStore implements CoreStore {
    // Where the parts of a frame lie.
    private static final long TRAP = 0;
    private static final long CALLED = 16;
    private static final long VALUES = CALLED + Layouts.FUNC;

    private static final long NO_FINALIZER = 0;

    private final LibraryEngine engine;
    private final CApi api;
    private final Lease.Use engineUse;
    private final CoreLimits limits;
    private final Slots.Slot slot;
    private final long store;
    private final long context;
    private final Watch watch;
    private final MemoryBudget budget;
    private final List<LibraryInstance> instances = new ArrayList<>();
    private long frame;
    private List<Signature> hostFunctions = List.of();
    private HostDispatcher dispatcher;
    /// what ended the guest from our side; taken by the call through which the guest was entered
    private Throwable failure;
    private long guestRuns;

    /// @param engineUse ended when the store is closed
    LibraryStore(LibraryEngine engine, Lease.Use engineUse, CoreLimits limits) {
        this.engine = engine;
        this.api = engine.api();
        this.engineUse = engineUse;
        this.limits = limits;
        this.watch = new Watch(() -> api.engineIncrementEpoch(engine.pointer()));
        this.slot = engine.slots().take(this);
        this.frame = slot.scratch();
        this.store = api.storeNew(engine.pointer(), slot.number(), NO_FINALIZER);
        this.context = api.storeContext(store);
        this.budget = new MemoryBudget(limits.memoryBytes());
        limitEachMemory(limits.memoryBytes());
        api.storeEpochDeadlineCallback(store, engine.callbacks().epochEnd(), slot.number(), NO_FINALIZER);
        api.contextSetEpochDeadline(context, 1);
    }

    private void limitEachMemory(long bytes) {
        api.storeLimiter(store, bytes, limits.tableElements(), LibraryLimits.MAX_INSTANCES, LibraryLimits.MAX_TABLES,
                LibraryLimits.MAX_MEMORIES);
    }

    @Override
    public List<CoreFunction> bind(HostFunctions functions, HostDispatcher dispatcher) {
        if (!(functions instanceof LibraryHostFunctions prepared) || prepared.engine() != engine) {
            throw new IllegalArgumentException("host functions of another engine");
        }
        if (this.dispatcher != null) {
            throw new IllegalStateException("the store has its host functions already");
        }
        watch.enter();
        try (var _ = prepared.lease().begin()) {
            this.dispatcher = dispatcher;
            this.hostFunctions = prepared.signatures();
            List<CoreFunction> bound = new ArrayList<>(hostFunctions.size());
            for (int i = 0; i < hostFunctions.size(); i++) {
                api.funcNewUnchecked(context, prepared.nativeType(i), engine.callbacks().hostCall(), i, NO_FINALIZER, frame);
                bound.add(new LibraryFunction(this, hostFunctions.get(i), Words.read(frame)));
            }
            return bound;
        } finally {
            watch.leave();
        }
    }

    @Override
    public CoreInstance instantiate(CoreModule module, List<CoreExtern> imports) {
        GuestThread.require(limits);
        if (!(module instanceof LibraryModule compiled) || compiled.engine() != engine) {
            throw new IllegalArgumentException("a module of another engine");
        }
        watch.enterGuest();
        long frame = this.frame;
        try (var _ = compiled.lease().begin()) {
            push(0);
            requireFitting(compiled.outline(), imports);
            makeRoom(compiled.outline());
            return instantiate(compiled, imports, frame);
        } finally {
            this.frame = frame;
            watch.leave();
        }
    }

    /// Wasmtime copies the imports before any guest code runs, and leaves the instance where a call has its function.
    private LibraryInstance instantiate(LibraryModule module, List<CoreExtern> imports, long frame) {
        try (Room room = room(Layouts.EXTERN * imports.size())) {
            for (int i = 0; i < imports.size(); i++) {
                LibraryExtern extern = ours(imports.get(i));
                Native.putByte(room.address() + i * Layouts.EXTERN, extern.kind().code());
                extern.words().write(room.address() + i * Layouts.EXTERN + Layouts.EXTERN_OF);
            }
            long error = api.instanceNew(
                    context, module.pointer(), room.address(), imports.size(), frame + CALLED, frame + TRAP);
            long trap = Native.word(frame + TRAP);
            if (error != 0 || trap != 0) {
                throw ended(error, trap, LibraryStore::refused);
            }
            LibraryInstance made = new LibraryInstance(
                    this, module, Native.word(frame + CALLED), Native.word(frame + CALLED + 8));
            made.countMemories(budget);
            instances.add(made);
            return made;
        } catch (Throwable e) {
            budget.addUnseen(module.outline().memories());
            throw e;
        } finally {
            guestRuns++;
        }
    }

    private void makeRoom(ModuleOutline outline) {
        if (!outline.memories().isEmpty()) {
            limitEachMemory(budget.boundWith(outline.memories()));
        }
        if (outline.tables().stream().anyMatch(elements -> elements > limits.tableElements())) {
            throw new Trap(Trap.Kind.OUT_OF_TABLE,
                    "the module starts with a table of more than " + limits.tableElements() + " elements");
        }
    }

    /// An error that is not a trap comes before any guest code runs.
    private static Trap refused(String message) {
        boolean tooMuch = message.contains("limit") || message.contains("exceed");
        return new Trap(message.contains("incompatible import type") ? Trap.Kind.LINK
                : !tooMuch ? Trap.Kind.OTHER
                : message.contains("memory") ? Trap.Kind.OUT_OF_MEMORY
                : message.contains("table") ? Trap.Kind.OUT_OF_TABLE : Trap.Kind.OUT_OF_RESOURCES, message);
    }

    @Override
    public void setDeadline(long nanoTime) {
        watch.enter();
        try {
            watch.setDeadline(nanoTime);
            engine.alarm().set(watch, nanoTime);
            api.contextSetEpochDeadline(context, nanoTime - System.nanoTime() <= 0 ? 0 : 1);
        } finally {
            watch.leave();
        }
    }

    @Override
    public OptionalLong memoryBytes() {
        watch.enter();
        try {
            return OptionalLong.of(budget.inUse());
        } finally {
            watch.leave();
        }
    }

    /// After a deadline no guest code runs any more, and so nothing can be asked; but then that is the reason of the end.
    @Override
    public Set<Growth> refused() {
        try {
            int bits = 0;
            for (LibraryInstance instance : instances) {
                bits |= instance.refusedGrowth();
            }
            return GrowthRecorder.refused(bits);
        } catch (Trap _) {
            return Set.of();
        }
    }

    @Override
    public void interrupt() {
        watch.interrupt();
    }

    @Override
    public void close() {
        if (!watch.close()) {
            return;
        }
        engine.alarm().remove(watch);
        api.storeDelete(store);
        engine.slots().giveBack(slot);
        engineUse.close();
    }

    /// Calls a function, of a guest or of the host.
    ///
    /// @param function a `wasmtime_func_t`
    void call(Words function, Signature signature, long[] values) {
        GuestThread.require(limits);
        watch.enterGuest();
        long frame = this.frame;
        try {
            push(signature.slots());
            Native.word(frame + CALLED, function.first());
            Native.word(frame + CALLED + 8, function.second());
            signature.writeArguments(frame + VALUES, values);
            long error = api.funcCallUnchecked(context, frame + CALLED, frame + VALUES, signature.slots(), frame + TRAP);
            long trap = Native.word(frame + TRAP);
            if (error != 0 || trap != 0) {
                throw ended(error, trap, message -> new Trap(Trap.Kind.OTHER, message));
            }
            signature.readResults(frame + VALUES, values);
        } finally {
            this.frame = frame;
            guestRuns++;
            watch.leave();
        }
    }

    /// Called by the guest, through [Callbacks]; throws nothing.
    ///
    /// @param address of the arguments, and then of the results
    /// @return whether the guest may go on
    boolean hostCall(int index, long address) {
        try {
            guestRuns++;
            Signature signature = hostFunctions.get(index);
            long[] values = new long[signature.slots()];
            signature.readArguments(address, values);
            dispatcher.call(index, values);
            signature.writeResults(address, values);
            return true;
        } catch (Throwable e) {
            failure = e;
            return false;
        }
    }

    /// Called at the end of an epoch while the guest runs, through [Callbacks]; throws nothing.
    boolean mayContinue() {
        try {
            failure = watch.verdict().orElse(null);
        } catch (Throwable e) {
            failure = e;
        }
        return failure == null;
    }

    /// {@return what to throw when a guest has ended early}
    ///
    /// @param error a `wasmtime_error_t`, or 0
    /// @param trap a `wasm_trap_t`, or 0
    private RuntimeException ended(long error, long trap, java.util.function.Function<String, Trap> ofError) {
        Faults faults = new Faults(api, limits.stackBytes());
        Trap reported = error != 0 ? ofError.apply(faults.takeError(error)) : faults.takeTrap(trap);
        Throwable ours = failure;
        failure = null;
        return switch (ours) {
            case null -> reported;
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException("a host function threw a checked exception", ours);
        };
    }

    /// {@return the `wasmtime_*_t` of an export that is there}
    ///
    /// @param first of the two words of a `wasmtime_instance_t`
    Words export(long first, long second, String name, ExternKind kind) {
        return findExport(first, second, name, kind).orElseThrow(
                () -> new IllegalStateException("Wasmtime does not know the export '" + name + "'"));
    }

    Optional<Words> findExport(long first, long second, String name, ExternKind kind) {
        watch.enter();
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        try (Room room = room(Layouts.INSTANCE + Layouts.EXTERN + utf8.length)) {
            long instance = room.address();
            long extern = instance + Layouts.INSTANCE;
            long bytes = extern + Layouts.EXTERN;
            Native.word(instance, first);
            Native.word(instance + 8, second);
            Native.copyIn(bytes, utf8, 0, utf8.length);
            if (!api.instanceExportGet(context, instance, bytes, utf8.length, extern)
                    || Native.getByte(extern) != kind.code()) {
                return Optional.empty();
            }
            return Optional.of(Words.read(extern + Layouts.EXTERN_OF));
        } finally {
            watch.leave();
        }
    }

    /// {@return where a memory begins}
    long memoryBase(Words memory) {
        watch.requireOpen();
        memory.write(frame);
        return api.memoryData(context, frame);
    }

    long memorySize(Words memory) {
        watch.requireOpen();
        memory.write(frame);
        return api.memoryDataSize(context, frame);
    }

    /// {@return a number that changes whenever guest code has run}
    long guestRuns() {
        return guestRuns;
    }

    void requireOpen() {
        watch.requireOpen();
    }

    /// Native memory for one call of the library that calls nobody back, or copies it before.
    private record Room(long address, Optional<Arena> arena) implements AutoCloseable {
        @Override
        public void close() {
            arena.ifPresent(Arena::close);
        }
    }

    private Room room(long bytes) {
        if (bytes <= Slots.SPARE_BYTES) {
            return new Room(frame, Optional.empty());
        }
        Arena arena = Arena.ofConfined();
        return new Room(arena.allocate(bytes, 8).address(), Optional.of(arena));
    }

    /// Takes a new frame with room for that many values.
    private void push(int values) {
        long size = VALUES + values * Layouts.RAW;
        if (frame + size > slot.scratch() + slot.bytes() - Slots.SPARE_BYTES) {
            throw Trap.stackOverflow(limits.stackBytes());
        }
        Native.word(frame + TRAP, 0);
        frame += size;
    }

    private void requireFitting(ModuleOutline outline, List<CoreExtern> imports) {
        if (imports.size() != outline.imports().size()) {
            throw new Trap(Trap.Kind.LINK, "the module has " + outline.imports().size() + " imports, not " + imports.size());
        }
        for (int i = 0; i < imports.size(); i++) {
            ExternKind wanted = outline.imports().get(i);
            if (ours(imports.get(i)).kind() != wanted) {
                throw new Trap(Trap.Kind.LINK, "import " + i + " is a " + wanted.word());
            }
        }
    }

    private LibraryExtern ours(CoreExtern extern) {
        if (!(extern instanceof LibraryExtern ours) || ours.store() != this) {
            throw new IllegalArgumentException("an import of another store");
        }
        return ours;
    }
}
