package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.HostDispatcher;
import dev.wassette.component.engine.Trap;
import io.github.kawamuray.wasmtime.Caller;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Val;
import java.nio.ByteBuffer;
import java.util.List;

/// The host's side of [HostCallModule] in one store: takes arguments from frames, calls the dispatcher, leaves results.
///
/// What the dispatcher throws stays in Java: the binding would drop it. It is kept here while Wasmtime unwinds the guest,
/// and taken by the call through which the guest had been entered.
final class HostCalls implements Func.Handler<Void> {
    private final WasmtimeStore store;
    private final List<CoreFunctionType> types;
    private final HostDispatcher dispatcher;
    private ByteBuffer frames;
    private Throwable failure;
    private int count;

    HostCalls(WasmtimeStore store, List<CoreFunctionType> types, HostDispatcher dispatcher) {
        this.store = store;
        this.types = types;
        this.dispatcher = dispatcher;
    }

    /// @param memory of the module, little-endian
    void setFrames(ByteBuffer memory) {
        frames = memory;
        frames.putInt(HostCallModule.NEXT_FRAME, HostCallModule.FIRST_FRAME);
    }

    @Override
    public void call(Caller<Void> caller, Val[] parameters, Val[] results) {
        try {
            store.leaveGuest();
            countCall();
            dispatch();
            store.throwIfInterrupted();
        } catch (Throwable e) {
            failure = e;
            throw new HostFailure();
        }
    }

    /// {@return where the next frame begins, for [#returnTo]}
    int nextFrame() {
        return frames.getInt(HostCallModule.NEXT_FRAME);
    }

    /// Drops the frames of host calls that a guest made and did not return from.
    void returnTo(int nextFrame) {
        frames.putInt(HostCallModule.NEXT_FRAME, nextFrame);
    }

    void beginOutermostEntry() {
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

    private void dispatch() {
        int index = frames.getInt(HostCallModule.FUNCTION_INDEX);
        CoreFunctionType type = types.get(index);
        long[] values = new long[HostCallModule.slots(type)];
        int frame = nextFrame() - values.length * HostCallModule.SLOT_BYTES;
        for (int i = 0; i < type.parameters().size(); i++) {
            values[i] = frames.getLong(frame + i * HostCallModule.SLOT_BYTES);
        }
        dispatcher.call(index, values);
        for (int i = 0; i < type.results().size(); i++) {
            frames.putLong(frame + i * HostCallModule.SLOT_BYTES, values[i]);
        }
    }

    private void countCall() {
        if (++count > WasmtimeLimits.MAX_HOST_CALLS) {
            throw new Trap(Trap.Kind.OUT_OF_RESOURCES,
                    "more than " + WasmtimeLimits.MAX_HOST_CALLS + " host calls in one call of the guest");
        }
    }
}
