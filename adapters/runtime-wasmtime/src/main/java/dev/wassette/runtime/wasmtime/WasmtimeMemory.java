package dev.wassette.runtime.wasmtime;

import dev.wassette.component.engine.CoreMemory;
import io.github.kawamuray.wasmtime.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/// A linear memory, seen through a direct buffer.
///
/// Wasmtime reserves the whole address space of a memory in advance, so a memory never moves and a buffer made before it
/// grew is only too short. The bytes are not touched after the store is closed.
final class WasmtimeMemory implements CoreMemory {
    private final WasmtimeStore store;
    private final Memory memory;
    private ByteBuffer view;
    private long viewedAt;

    WasmtimeMemory(WasmtimeStore store, Memory memory) {
        this.store = store;
        this.memory = memory;
        renewView();
    }

    WasmtimeStore store() {
        return store;
    }

    Memory memory() {
        return memory;
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
        return view.get(at(offset, Byte.BYTES));
    }

    @Override
    public short getShort(long offset) {
        return view.getShort(at(offset, Short.BYTES));
    }

    @Override
    public int getInt(long offset) {
        return view.getInt(at(offset, Integer.BYTES));
    }

    @Override
    public long getLong(long offset) {
        return view.getLong(at(offset, Long.BYTES));
    }

    @Override
    public void putByte(long offset, byte value) {
        view.put(at(offset, Byte.BYTES), value);
    }

    @Override
    public void putShort(long offset, short value) {
        view.putShort(at(offset, Short.BYTES), value);
    }

    @Override
    public void putInt(long offset, int value) {
        view.putInt(at(offset, Integer.BYTES), value);
    }

    @Override
    public void putLong(long offset, long value) {
        view.putLong(at(offset, Long.BYTES), value);
    }

    @Override
    public void get(long offset, byte[] target, int targetOffset, int length) {
        view.get(at(offset, length), target, targetOffset, length);
    }

    @Override
    public void put(long offset, byte[] source, int sourceOffset, int length) {
        view.put(at(offset, length), source, sourceOffset, length);
    }

    /// {@return the offset as an index of the view, which then reaches far enough}
    private int at(long offset, int length) {
        store.requireOpen();
        if (offset < 0 || length < 0 || offset > view.capacity() - length) {
            Objects.checkFromIndexSize(offset, length, byteSize());
        }
        return (int) offset;
    }

    private void renewView() {
        view = memory.buffer(store.store()).order(ByteOrder.LITTLE_ENDIAN);
        viewedAt = store.guestRuns();
    }
}
