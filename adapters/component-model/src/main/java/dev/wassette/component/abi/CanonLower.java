package dev.wassette.component.abi;

import dev.wassette.component.host.HostCall;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostFunction;
import dev.wassette.domain.wit.WitValue;
import java.util.List;
import java.util.Optional;

/// A component function as a core function (Canonical ABI, `canon lower`), for synchronous calls: lifts the arguments
/// out of the calling instance, and lowers the result into it.
public final class CanonLower {
    private CanonLower() {}

    /// Calls a function of the host.
    ///
    /// @param values the flattened arguments on entry, the flattened result on return
    /// @throws dev.wassette.component.engine.Trap when the guest breaks a rule
    /// @throws RuntimeException whatever the function throws
    public static void callHost(LiftLowerContext caller, FunctionLayout function, HostFunction body,
            HostContext context, long[] values) {
        caller.instance.requireMayLeave();
        int lent = caller.instance.lentMark();
        long resultAddress = resultAddress(function, values);
        List<WitValue> arguments = List.of(liftParameters(caller, function, values));
        Optional<WitValue> result = body.call(new HostCall(arguments, context));
        lowerResult(caller, function, result.orElse(null), resultAddress, values, null);
        caller.instance.takeBackLent(lent);
    }

    /// Calls a function of another component instance.
    ///
    /// @param values the flattened arguments on entry, the flattened result on return
    /// @throws dev.wassette.component.engine.Trap when a guest breaks a rule
    public static void callGuest(LiftLowerContext caller, FunctionLayout function, CanonLift callee, long[] values) {
        caller.instance.requireMayLeave();
        int lent = caller.instance.lentMark();
        long resultAddress = resultAddress(function, values);
        callee.enter();
        long[] flat = callee.lowerArguments(List.of(liftParameters(caller, function, values)), caller.encoding);
        WitValue result = callee.invoke(flat);
        lowerResult(caller, function, result, resultAddress, values, callee.encoding());
        callee.leave(flat);
        caller.instance.takeBackLent(lent);
    }

    /// {@return where the caller wants a result that passes through memory; it stands behind the parameters}
    private static long resultAddress(FunctionLayout function, long[] values) {
        return function.resultInMemory() ? values[function.flatParameters()] : 0;
    }

    private static WitValue[] liftParameters(LiftLowerContext cx, FunctionLayout function, long[] values) {
        Layout.Record parameters = function.parameters;
        cx.beginLift();
        if (!function.parametersInMemory()) {
            return LiftFlat.record(cx, values, 0, parameters);
        }
        cx.spend(parameters.heapBytes);
        return Load.record(cx, cx.checked((int) values[0], parameters.alignment, parameters.size, "parameters"),
                parameters);
    }

    private static void lowerResult(LiftLowerContext cx, FunctionLayout function, WitValue result, long address,
            long[] values, StringEncoding source) {
        Layout layout = function.result;
        if (layout == null) {
            return;
        }
        cx.instance.setMayLeave(false);
        if (function.resultInMemory()) {
            Store.store(cx, result, cx.checked((int) address, layout.alignment, layout.size, "result"), layout,
                    source);
        } else {
            LowerFlat.lower(cx, result, values, 0, layout, source);
        }
        cx.instance.setMayLeave(true);
    }
}
