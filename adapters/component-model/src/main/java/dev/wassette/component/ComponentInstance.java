package dev.wassette.component;

import dev.wassette.component.engine.Trap;
import dev.wassette.component.plan.Exported;
import dev.wassette.component.plan.Replay;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One instance of a component, with everything it owns. Used by one thread.
public final class ComponentInstance implements AutoCloseable {
    private final Replay replay;
    private final Map<FunctionName, Exported> exports;
    private boolean mayEnter = true;

    ComponentInstance(Replay replay, Map<FunctionName, Exported> exports) {
        this.replay = replay;
        this.exports = exports;
    }

    /// Calls an exported function, on a [dev.wassette.component.engine.GuestThread]. A call that ends with an exception
    /// is the last one: an instance that was left in the middle of something is not entered again.
    ///
    /// @param arguments one for each parameter and of its type; the caller has checked that
    /// @return a value of the result type; empty when the function returns nothing
    /// @throws Trap when the guest traps, or when the instance may not be entered
    /// @throws IllegalArgumentException when the component exports no such function, or the number of arguments is
    ///     another
    /// @throws RuntimeException whatever a function of the host throws, such as
    ///     [dev.wassette.component.host.GuestExit]
    public Optional<WitValue> call(FunctionName function, List<WitValue> arguments) {
        Exported exported = exports.get(function);
        if (exported == null) {
            throw new IllegalArgumentException("the component exports no function " + function);
        }
        if (arguments.size() != exported.signature().parameters().size()) {
            throw new IllegalArgumentException(function + " takes " + exported.signature().parameters().size()
                    + " arguments, found " + arguments.size());
        }
        if (!mayEnter) {
            throw Trap.abi("cannot enter component instance");
        }
        mayEnter = false;
        Optional<WitValue> result = replay.call(exported, arguments);
        mayEnter = true;
        return result;
    }

    /// Drops the host's resources that the instance still owns. The store is closed by whoever made it.
    @Override
    public void close() {
        mayEnter = false;
        replay.dropResources();
    }

    void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
