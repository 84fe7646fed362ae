package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.HostDispatcher;
import dev.wassette.component.engine.Trap;
import io.github.kawamuray.wasmtime.Caller;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Val;
import java.util.List;

/// The host functions of one store: takes arguments from [Frames], calls the dispatcher, leaves results.
///
/// What the dispatcher throws stays in Java: the binding would drop it. It is kept here while Wasmtime unwinds the guest,
/// and taken by the call through which the guest had been entered.
final class HostCalls implements Func.Handler<Void> {
    private final WasmtimeStore store;
    private final List<CoreFunctionType> types;
    private final HostDispatcher dispatcher;
    private Throwable failure;
    private int count;

    HostCalls(WasmtimeStore store, List<CoreFunctionType> types, HostDispatcher dispatcher) {
        this.store = store;
        this.types = types;
        this.dispatcher = dispatcher;
    }

    @Override
    public void call(Caller<Void> caller, Val[] parameters, Val[] results) {
        try {
            store.leaveGuest();
            countCall();
            dispatch(store.frames());
            store.throwIfInterrupted();
        } catch (Throwable e) {
            failure = e;
            throw new HostFailure();
        }
    }

    /// To be called when the host enters the guest from outside.
    void countAnew() {
        count = 0;
    }

    /// Throws what the dispatcher threw, if that is why the guest ended.
    void throwFailure() {
        Throwable thrown = failure;
        failure = null;
        switch (thrown) {
            case null -> { }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a host function threw a checked exception", thrown);
        }
    }

    private void dispatch(Frames frames) {
        int index = frames.hostFunction();
        CoreFunctionType type = types.get(index);
        int frame = frames.last(type);
        long[] values = new long[HostCallModule.slots(type)];
        frames.read(frame, values, type.parameters().size());
        dispatcher.call(index, values);
        frames.write(frame, values, type.results().size());
    }

    private void countCall() {
        if (++count > WasmtimeLimits.MAX_HOST_CALLS) {
            throw new Trap(Trap.Kind.OUT_OF_RESOURCES,
                    "more than " + WasmtimeLimits.MAX_HOST_CALLS + " host calls in one call of the guest");
        }
    }
}
