package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreFunctionType;
import dev.wassette.component.engine.CoreType;
import io.github.kawamuray.wasmtime.Func;
import io.github.kawamuray.wasmtime.Val;
import java.util.List;
import java.util.Optional;

/// A function of a guest, or a host function as guests see it.
final class WasmtimeFunction implements CoreFunction {
    private static final Val[] NONE = {};

    /// To prepare the way through frames takes as long as it saves in some eight calls.
    private static final int CALLS_BEFORE_FRAMES = 8;

    private final WasmtimeStore store;
    private final CoreFunctionType type;
    private final NativeInstance instance;
    private final String name;
    /// null until Java needs it
    private Func held;
    /// null until the function is called often
    private Func throughFrames;
    private int calls;

    WasmtimeFunction(WasmtimeStore store, CoreFunctionType type, NativeInstance instance, String name) {
        this.store = store;
        this.type = type;
        this.instance = instance;
        this.name = name;
    }

    WasmtimeStore store() {
        return store;
    }

    Optional<Place> place() {
        return instance.place(name);
    }

    Func held() {
        if (held == null) {
            held = instance.function(name);
        }
        return held;
    }

    @Override
    public void call(long[] values) {
        store.requireOpen();
        if (++calls == CALLS_BEFORE_FRAMES && HostCallModule.slots(type) > 0) {
            throughFrames = store.throughFrames(type, held()).orElse(null);
        }
        if (throughFrames != null && store.frames().hasRoom(type)) {
            callThroughFrames(store.frames(), values);
        } else {
            callDirectly(values);
        }
    }

    private void callThroughFrames(Frames frames, long[] values) {
        int frame = frames.push(type);
        try {
            frames.write(frame, values, type.parameters().size());
            store.enter(throughFrames, NONE);
            frames.read(frame, values, type.results().size());
        } finally {
            frames.setNext(frame);
        }
    }

    private void callDirectly(long[] values) {
        Val[] results = store.enter(held(), arguments(values));
        List<CoreType> types = type.results();
        for (int i = 0; i < results.length; i++) {
            values[i] = toRaw(results[i], types.get(i));
        }
    }

    private Val[] arguments(long[] values) {
        List<CoreType> types = type.parameters();
        if (types.isEmpty()) {
            return NONE;
        }
        Val[] arguments = new Val[types.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = fromRaw(values[i], types.get(i));
        }
        return arguments;
    }

    private static Val fromRaw(long value, CoreType type) {
        return switch (type) {
            case I32 -> Val.fromI32((int) value);
            case I64 -> Val.fromI64(value);
            case F32 -> Val.fromF32(Float.intBitsToFloat((int) value));
            case F64 -> Val.fromF64(Double.longBitsToDouble(value));
            case V128, FUNCREF, EXTERNREF -> throw notNumeric(type);
        };
    }

    private static long toRaw(Val value, CoreType type) {
        return switch (type) {
            case I32 -> value.i32();
            case I64 -> value.i64();
            case F32 -> Float.floatToRawIntBits(value.f32());
            case F64 -> Double.doubleToRawLongBits(value.f64());
            case V128, FUNCREF, EXTERNREF -> throw notNumeric(type);
        };
    }

    private static IllegalArgumentException notNumeric(CoreType type) {
        return new IllegalArgumentException("only numbers cross between host and guest, not " + type);
    }
}
