package dev.wassette.component.abi;

import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.instance.BorrowScope;
import dev.wassette.component.instance.InstanceState;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A core function as a component function (Canonical ABI, `canon lift`), for synchronous calls from one caller: lowers
/// the arguments into the instance, and lifts the result out of it. Belongs to one store; used by one thread.
public final class CanonLift {
    private final FunctionLayout function;
    private final LiftLowerContext cx;
    private final CoreFunction callee;
    private final CoreFunction postReturn;
    private final InstanceState[] entered;

    /// @param callee the core function
    /// @param postReturn called with the core result after it has been lifted; null for none
    /// @param entered the instances that a call enters: the callee's and those around it, without the caller's and
    ///     those around it (`entering`)
    public CanonLift(FunctionLayout function, LiftLowerContext cx, CoreFunction callee, CoreFunction postReturn,
            List<InstanceState> entered) {
        this.function = Objects.requireNonNull(function);
        this.cx = Objects.requireNonNull(cx);
        this.callee = Objects.requireNonNull(callee);
        this.postReturn = postReturn;
        this.entered = entered.toArray(InstanceState[]::new);
    }

    /// Calls the function from the host.
    ///
    /// @param arguments one for each parameter, of its type
    /// @return a value of the result type; empty when there is none
    /// @throws dev.wassette.component.engine.Trap when the guest traps
    public Optional<WitValue> call(List<WitValue> arguments) {
        if (arguments.size() != function.parameters.fields.length) {
            throw new IllegalArgumentException("the function takes " + function.parameters.fields.length
                    + " arguments, found " + arguments.size());
        }
        enter();
        long[] flat = lowerArguments(arguments, null);
        WitValue result = invoke(flat);
        leave(flat);
        return Optional.ofNullable(result);
    }

    StringEncoding encoding() {
        return cx.encoding;
    }

    void enter() {
        for (InstanceState instance : entered) {
            instance.enter();
        }
    }

    /// {@return the flattened arguments, in an array that has room for the flattened result}
    ///
    /// @param source how strings lay in the memory that the arguments come from; null for those of the host
    long[] lowerArguments(List<WitValue> arguments, StringEncoding source) {
        long[] flat = new long[function.valuesLength()];
        cx.borrowScope = function.borrows ? new BorrowScope() : null;
        cx.instance.setMayLeave(false);
        Layout.Record parameters = function.parameters;
        if (function.parametersInMemory()) {
            flat[0] = cx.allocate(parameters.alignment, parameters.size);
            Store.record(cx, arguments, flat[0], parameters, source);
        } else {
            LowerFlat.record(cx, arguments, flat, 0, parameters, source);
        }
        cx.instance.setMayLeave(true);
        return flat;
    }

    /// Calls the core function.
    ///
    /// @param flat the flattened arguments on entry, the core result on return
    /// @return the lifted result; null when there is none
    WitValue invoke(long[] flat) {
        BorrowScope scope = cx.borrowScope;
        cx.borrowScope = null;
        callee.call(flat);
        WitValue result = liftResult(flat);
        if (scope != null) {
            scope.end();
        }
        return result;
    }

    private WitValue liftResult(long[] flat) {
        Layout layout = function.result;
        if (layout == null) {
            return null;
        }
        cx.beginLift();
        if (!function.resultInMemory()) {
            return LiftFlat.lift(cx, flat, 0, layout);
        }
        cx.spend(layout.heapBytes);
        return Load.load(cx, cx.checked((int) flat[0], layout.alignment, layout.size, "result"), layout);
    }

    /// Ends a call.
    ///
    /// @param flat the core result
    void leave(long[] flat) {
        if (postReturn != null) {
            cx.instance.setMayLeave(false);
            postReturn.call(flat);
            cx.instance.setMayLeave(true);
        }
        for (InstanceState instance : entered) {
            instance.leave();
        }
    }
}
