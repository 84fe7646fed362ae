package dev.wassette.component.abi;

import dev.wassette.component.engine.CoreFunction;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.instance.InstanceState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;

/// A guest without an engine: a memory, and a `realloc` that gives out one piece after the other and keeps a
/// transcript.
final class Guest implements CoreMemory {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    final byte[] bytes;
    final List<String> reallocs = new ArrayList<>();
    final InstanceState instance = new InstanceState(new BitSet());
    private int next = 16;

    Guest(int size) {
        bytes = new byte[size];
    }

    LiftLowerContext context() {
        return context(StringEncoding.UTF8);
    }

    LiftLowerContext context(StringEncoding encoding) {
        return context(encoding, this::realloc);
    }

    LiftLowerContext context(StringEncoding encoding, CoreFunction realloc) {
        LiftLowerContext cx = new LiftLowerContext(instance, encoding, this, realloc);
        cx.beginLift();
        return cx;
    }

    private void realloc(long[] values) {
        int align = (int) values[2];
        int size = (int) values[3];
        next = (next + align - 1) & -align;
        reallocs.add("realloc(%s, %d, %d, %d)".formatted(values[0] == 0 ? "0" : "p", values[1], align, size));
        System.arraycopy(bytes, (int) values[0], bytes, next, (int) Math.min(values[1], size));
        values[0] = next;
        next += size;
    }

    void write(long address, String hex) {
        byte[] content = HexFormat.ofDelimiter(" ").parseHex(hex);
        put(address, content, 0, content.length);
    }

    String read(long address, int length) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes, (int) address, (int) address + length);
    }

    @Override
    public long byteSize() {
        return bytes.length;
    }

    @Override
    public byte getByte(long offset) {
        return bytes[Math.toIntExact(offset)];
    }

    @Override
    public short getShort(long offset) {
        return (short) SHORTS.get(bytes, Math.toIntExact(offset));
    }

    @Override
    public int getInt(long offset) {
        return (int) INTS.get(bytes, Math.toIntExact(offset));
    }

    @Override
    public long getLong(long offset) {
        return (long) LONGS.get(bytes, Math.toIntExact(offset));
    }

    @Override
    public void putByte(long offset, byte value) {
        bytes[Math.toIntExact(offset)] = value;
    }

    @Override
    public void putShort(long offset, short value) {
        SHORTS.set(bytes, Math.toIntExact(offset), value);
    }

    @Override
    public void putInt(long offset, int value) {
        INTS.set(bytes, Math.toIntExact(offset), value);
    }

    @Override
    public void putLong(long offset, long value) {
        LONGS.set(bytes, Math.toIntExact(offset), value);
    }

    @Override
    public void get(long offset, byte[] target, int targetOffset, int length) {
        System.arraycopy(bytes, Math.toIntExact(offset), target, targetOffset, length);
    }

    @Override
    public void put(long offset, byte[] source, int sourceOffset, int length) {
        System.arraycopy(source, sourceOffset, bytes, Math.toIntExact(offset), length);
    }
}
