package dev.wassette.component.engine;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// The world of one call: instances, their memories and tables, and a deadline. Everything that runs guest code runs
/// on a [GuestThread].
public interface CoreStore extends AutoCloseable {

    /// Gives bodies to prepared host functions. At most once a store.
    ///
    /// @return one function for each type, in order
    List<CoreFunction> bind(HostFunctions functions, HostDispatcher dispatcher);

    /// Instantiates a module and runs its start function.
    ///
    /// @param imports one for each import of the module, in the order of its import section
    /// @throws Trap when the guest traps, or when the imports do not fit the module or the limits
    CoreInstance instantiate(CoreModule module, List<CoreExtern> imports);

    /// Sets the moment at which guest code that is still running, or runs later, traps with
    /// [Trap.Kind#DEADLINE]. To be set before any guest code runs; a store without a deadline has none.
    ///
    /// @param nanoTime a moment of [System#nanoTime]; may be past
    void setDeadline(long nanoTime);

    /// {@return how many bytes all linear memories of the store have now; empty where the engine cannot tell}
    default OptionalLong memoryBytes() {
        return OptionalLong.empty();
    }

    /// {@return what the limits of the store have refused to guest code so far, that is, answered with -1; nothing where the
    /// engine cannot tell}
    ///
    /// To be asked on the thread of the guest, when no guest code runs any more.
    default Set<Growth> refused() {
        return Set.of();
    }

    /// Ends running guest code with [Trap.Kind#INTERRUPTED] as soon as the engine can, at the latest at its deadline.
    /// Has no lasting effect when no guest code runs. May be called by any thread.
    void interrupt();

    /// Frees everything in the store. No guest code of the store is running.
    @Override
    void close();
}
