package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreFunctionType;
import io.github.kawamuray.wasmtime.Memory;
import io.github.kawamuray.wasmtime.Store;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The memory of a [HostCallModule]: a stack of frames through which arguments and results go between guest and host.
final class Frames {
    private final Memory memory;
    private final ByteBuffer bytes;

    Frames(Store<Void> store, Memory memory) {
        this.memory = memory;
        this.bytes = memory.buffer(store).order(ByteOrder.LITTLE_ENDIAN);
        setNext(HostCallModule.FIRST_FRAME);
    }

    Memory memory() {
        return memory;
    }

    /// {@return where the next frame begins}
    int next() {
        return bytes.getInt(HostCallModule.NEXT_FRAME);
    }

    /// Drops all frames from there on.
    void setNext(int next) {
        bytes.putInt(HostCallModule.NEXT_FRAME, next);
    }

    /// {@return whether there is room for another frame of a function of this type}
    boolean hasRoom(CoreFunctionType type) {
        return bytes.capacity() - next() >= HostCallModule.frameBytes(type);
    }

    /// Makes a frame for a call of a function of this type.
    ///
    /// @return where it begins
    int push(CoreFunctionType type) {
        int frame = next();
        setNext(frame + HostCallModule.frameBytes(type));
        return frame;
    }

    /// {@return where the last frame begins, which is one for a function of this type}
    int last(CoreFunctionType type) {
        return next() - HostCallModule.frameBytes(type);
    }

    /// {@return the index of the host function that is being called}
    int hostFunction() {
        return bytes.getInt(HostCallModule.FUNCTION_INDEX);
    }

    void read(int frame, long[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = bytes.getLong(frame + i * HostCallModule.SLOT_BYTES);
        }
    }

    void write(int frame, long[] values, int count) {
        for (int i = 0; i < count; i++) {
            bytes.putLong(frame + i * HostCallModule.SLOT_BYTES, values[i]);
        }
    }
}
