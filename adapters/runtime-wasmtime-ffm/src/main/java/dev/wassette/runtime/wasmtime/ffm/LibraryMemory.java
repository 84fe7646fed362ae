package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.CoreMemory;
import java.util.Objects;

/// A linear memory. It never moves ([LibraryEngine] forbids it), so only its size is asked for again when guest code has
/// run. The bytes are not touched after the store is closed.
final class LibraryMemory implements CoreMemory, LibraryExtern {
    private final LibraryStore store;
    private final Words words;
    private final long base;
    private long size;
    private long sizeAsOf = -1;

    LibraryMemory(LibraryStore store, Words words) {
        this.store = store;
        this.words = words;
        this.base = store.memoryBase(words);
    }

    @Override
    public LibraryStore store() {
        return store;
    }

    @Override
    public ExternKind kind() {
        return ExternKind.MEMORY;
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public long byteSize() {
        store.requireOpen();
        if (sizeAsOf != store.guestRuns()) {
            size = store.memorySize(words);
            sizeAsOf = store.guestRuns();
        }
        return size;
    }

    @Override
    public byte getByte(long offset) {
        return Native.getByte(address(offset, Byte.BYTES));
    }

    @Override
    public short getShort(long offset) {
        return Native.getShort(address(offset, Short.BYTES));
    }

    @Override
    public int getInt(long offset) {
        return Native.getInt(address(offset, Integer.BYTES));
    }

    @Override
    public long getLong(long offset) {
        return Native.getLong(address(offset, Long.BYTES));
    }

    @Override
    public void putByte(long offset, byte value) {
        Native.putByte(address(offset, Byte.BYTES), value);
    }

    @Override
    public void putShort(long offset, short value) {
        Native.putShort(address(offset, Short.BYTES), value);
    }

    @Override
    public void putInt(long offset, int value) {
        Native.putInt(address(offset, Integer.BYTES), value);
    }

    @Override
    public void putLong(long offset, long value) {
        Native.putLong(address(offset, Long.BYTES), value);
    }

    @Override
    public void get(long offset, byte[] target, int targetOffset, int length) {
        Native.copyOut(address(offset, length), target, targetOffset, length);
    }

    @Override
    public void put(long offset, byte[] source, int sourceOffset, int length) {
        Native.copyIn(address(offset, length), source, sourceOffset, length);
    }

    /// {@return where that many bytes of the memory are}
    private long address(long offset, int length) {
        store.requireOpen();
        if (offset < 0 || length < 0 || offset > size - length) {
            Objects.checkFromIndexSize(offset, length, byteSize());
        }
        return base + offset;
    }
}
