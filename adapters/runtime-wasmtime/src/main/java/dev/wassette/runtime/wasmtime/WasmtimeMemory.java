package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreMemory;
import io.github.kawamuray.wasmtime.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Optional;

/// A linear memory, seen through a direct buffer.
///
/// Wasmtime reserves the whole address space of a memory in advance, so a memory never moves and a buffer made before it
/// grew is only too short. The bytes are not touched after the store is closed.
final class WasmtimeMemory implements CoreMemory {
    private final WasmtimeStore store;
    private final NativeInstance instance;
    private final String name;
    /// null until Java needs it
    private Memory held;
    private ByteBuffer view = ByteBuffer.allocate(0);
    private long viewedAt = -1;

    WasmtimeMemory(WasmtimeStore store, NativeInstance instance, String name) {
        this.store = store;
        this.instance = instance;
        this.name = name;
    }

    WasmtimeStore store() {
        return store;
    }

    Optional<Place> place() {
        return instance.place(name);
    }

    Memory held() {
        if (held == null) {
            held = instance.memory(name);
        }
        return held;
    }

    @Override
    public long byteSize() {
        store.requireOpen();
        if (viewedAt != store.guestRuns()) {
            renewView();
        }
        return view.capacity();
    }

    @Override
    public byte getByte(long offset) {
        return view(offset, Byte.BYTES).get((int) offset);
    }

    @Override
    public short getShort(long offset) {
        return view(offset, Short.BYTES).getShort((int) offset);
    }

    @Override
    public int getInt(long offset) {
        return view(offset, Integer.BYTES).getInt((int) offset);
    }

    @Override
    public long getLong(long offset) {
        return view(offset, Long.BYTES).getLong((int) offset);
    }

    @Override
    public void putByte(long offset, byte value) {
        view(offset, Byte.BYTES).put((int) offset, value);
    }

    @Override
    public void putShort(long offset, short value) {
        view(offset, Short.BYTES).putShort((int) offset, value);
    }

    @Override
    public void putInt(long offset, int value) {
        view(offset, Integer.BYTES).putInt((int) offset, value);
    }

    @Override
    public void putLong(long offset, long value) {
        view(offset, Long.BYTES).putLong((int) offset, value);
    }

    @Override
    public void get(long offset, byte[] target, int targetOffset, int length) {
        view(offset, length).get((int) offset, target, targetOffset, length);
    }

    @Override
    public void put(long offset, byte[] source, int sourceOffset, int length) {
        view(offset, length).put((int) offset, source, sourceOffset, length);
    }

    /// {@return the bytes, which reach as far as this access}
    private ByteBuffer view(long offset, int length) {
        store.requireOpen();
        if (offset < 0 || length < 0 || offset > view.capacity() - length) {
            Objects.checkFromIndexSize(offset, length, byteSize());
        }
        return view;
    }

    private void renewView() {
        view = held().buffer(store.store()).order(ByteOrder.LITTLE_ENDIAN);
        viewedAt = store.guestRuns();
    }
}
