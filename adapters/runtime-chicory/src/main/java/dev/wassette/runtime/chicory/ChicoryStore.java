package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.CoreExtern;
import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreInstance;
import dev.wassette.component.engine.CoreLimits;
import dev.wassette.component.engine.CoreModule;
import dev.wassette.component.engine.CoreStore;
import dev.wassette.component.engine.Growth;
import dev.wassette.component.engine.GuestThread;
import dev.wassette.component.engine.HostDispatcher;
import dev.wassette.component.engine.HostFunctions;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The instances of one call. Holds nothing that has to be freed but its deadline.
final class ChicoryStore implements CoreStore {
    private final CoreLimits limits;
    private final MemoryBudget memory;
    private final TableBound tables;
    private final FrameBudget frames;
    private final Watch watch;
    private boolean bound;

    ChicoryStore(CoreLimits limits, Deadlines deadlines) {
        this.limits = limits;
        this.memory = new MemoryBudget(limits.memoryBytes());
        this.frames = new FrameBudget(limits.stackBytes());
        this.tables = new TableBound(limits.tableElements());
        this.watch = new Watch(deadlines);
    }

    CoreLimits limits() {
        return limits;
    }

    Watch watch() {
        return watch;
    }

    MemoryBudget memory() {
        return memory;
    }

    FrameBudget frames() {
        return frames;
    }

    TableBound tables() {
        return tables;
    }

    @Override
    public List<CoreFunction> bind(HostFunctions functions, HostDispatcher dispatcher) {
        if (!(functions instanceof PreparedFunctions prepared)) {
            throw new IllegalArgumentException("these host functions were prepared by another engine");
        }
        if (bound) {
            throw new IllegalStateException("host functions are bound at most once a store");
        }
        bound = true;
        return IntStream.range(0, prepared.types().size())
                .<CoreFunction>mapToObj(i -> new BoundFunction(this, dispatcher, i, prepared.types().get(i)))
                .toList();
    }

    @Override
    public CoreInstance instantiate(CoreModule module, List<CoreExtern> imports) {
        GuestThread.require(limits);
        if (!(module instanceof ChicoryModule own)) {
            throw new IllegalArgumentException("this module was compiled by another engine");
        }
        return run(() -> new Instantiation(this, own, imports).run());
    }

    /// Runs something that enters guest code, and turns what comes out of it into what callers expect.
    <T> T run(Supplier<T> guest) {
        watch.enter();
        try {
            return guest.get();
        } catch (Throwable e) {
            throw Faults.of(e, watch, limits.stackBytes());
        } finally {
            watch.leave();
        }
    }

    @Override
    public void setDeadline(long nanoTime) {
        watch.setDeadline(nanoTime);
    }

    @Override
    public OptionalLong memoryBytes() {
        return OptionalLong.of(limits.memoryBytes() - memory.left());
    }

    @Override
    public Set<Growth> refused() {
        Set<Growth> refused = new HashSet<>();
        if (memory.hasRefused()) {
            refused.add(Growth.MEMORY);
        }
        if (tables.hasRefused()) {
            refused.add(Growth.TABLE);
        }
        return refused;
    }

    @Override
    public void interrupt() {
        watch.interrupt();
    }

    @Override
    public void close() {
        watch.stop();
    }
}
