package dev.wassette.runtime.chicory;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.wassette.component.engine.CoreMemory;
import dev.wassette.component.engine.Trap;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/// A linear memory in one array, seen by the guest's code as Chicory's [Memory] and by the host as [CoreMemory].
///
/// The array may be longer than the memory, so that a guest that grows by single pages does not copy everything each
/// time; hence every access is checked against the size of the memory, never against the array's length.
final class LinearMemory implements Memory, CoreMemory {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final MemoryLimits limits;
    private final MemoryBudget budget;
    private byte[] bytes;
    private int size;
    private DataSegment[] passiveSegments;

    /// @throws Trap of kind [Trap.Kind#OUT_OF_MEMORY] when the budget does not allow the initial size
    LinearMemory(MemoryLimits limits, MemoryBudget budget) {
        this.limits = limits;
        this.budget = budget;
        long initial = (long) limits.initialPages() * PAGE_SIZE;
        if (limits.initialPages() > RUNTIME_MAX_PAGES || !budget.take(initial)) {
            throw new Trap(Trap.Kind.OUT_OF_MEMORY,
                    "the module starts with " + initial + " bytes of memory, which is more than the limit allows");
        }
        this.bytes = new byte[(int) initial];
        this.size = (int) initial;
    }

    @Override
    public long byteSize() {
        return size;
    }

    @Override
    public int pages() {
        return size / PAGE_SIZE;
    }

    @Override
    public int initialPages() {
        return limits.initialPages();
    }

    @Override
    public int maximumPages() {
        return Math.min(limits.maximumPages(), RUNTIME_MAX_PAGES);
    }

    @Override
    public boolean shared() {
        return limits.shared();
    }

    @Override
    public int grow(int pages) {
        int before = pages();
        long wanted = before + Integer.toUnsignedLong(pages);
        if (wanted > maximumPages()) {
            if (wanted <= limits.maximumPages() || limits.maximumPages() == MemoryLimits.MAX_PAGES) {
                budget.refuse();
            }
            return -1;
        }
        return growTo((int) wanted * PAGE_SIZE) ? before : -1;
    }

    private boolean growTo(int newSize) {
        int added = newSize - size;
        if (!budget.take(added)) {
            return false;
        }
        if (newSize > bytes.length) {
            try {
                bytes = Arrays.copyOf(bytes, roomFor(newSize));
            } catch (OutOfMemoryError e) {
                budget.giveBack(added);
                return false;
            }
        }
        size = newSize;
        return true;
    }

    /// A quarter more than asked for, but never more than the guest could still use.
    private int roomFor(int newSize) {
        long most = Math.min((long) maximumPages() * PAGE_SIZE, newSize + budget.left());
        return (int) Math.min(most, newSize + (long) newSize / 4);
    }

    private int checked(int address, int length) {
        if (address < 0 || address > size - length) {
            throw outOfBounds(address, length);
        }
        return address;
    }

    private int checkedRange(int address, int length) {
        if (length < 0 || address < 0 || address > size - length) {
            throw outOfBounds(address, length);
        }
        return address;
    }

    private Trap outOfBounds(int address, int length) {
        return new Trap(Trap.Kind.MEMORY_OUT_OF_BOUNDS, "access of " + Integer.toUnsignedString(length)
                + " bytes at " + Integer.toUnsignedString(address) + " in a memory of " + size + " bytes");
    }

    @Override
    public byte read(int address) {
        return bytes[checked(address, 1)];
    }

    @Override
    public short readShort(int address) {
        return (short) SHORT.get(bytes, checked(address, 2));
    }

    @Override
    public long readU16(int address) {
        return Short.toUnsignedLong(readShort(address));
    }

    @Override
    public int readInt(int address) {
        return (int) INT.get(bytes, checked(address, 4));
    }

    @Override
    public long readLong(int address) {
        return (long) LONG.get(bytes, checked(address, 8));
    }

    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public float readFloat(int address) {
        return Float.intBitsToFloat(readInt(address));
    }

    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    @Override
    public double readDouble(int address) {
        return Double.longBitsToDouble(readLong(address));
    }

    @Override
    public byte[] readBytes(int address, int length) {
        checkedRange(address, length);
        return Arrays.copyOfRange(bytes, address, address + length);
    }

    @Override
    public void writeByte(int address, byte value) {
        bytes[checked(address, 1)] = value;
    }

    @Override
    public void writeShort(int address, short value) {
        SHORT.set(bytes, checked(address, 2), value);
    }

    @Override
    public void writeI32(int address, int value) {
        INT.set(bytes, checked(address, 4), value);
    }

    @Override
    public void writeLong(int address, long value) {
        LONG.set(bytes, checked(address, 8), value);
    }

    @Override
    public void writeF32(int address, float value) {
        writeI32(address, Float.floatToRawIntBits(value));
    }

    @Override
    public void writeF64(int address, double value) {
        writeLong(address, Double.doubleToRawLongBits(value));
    }

    @Override
    public void write(int address, byte[] source, int offset, int length) {
        if (length < 0 || offset < 0 || offset > source.length - length) {
            throw outOfBounds(offset, length);
        }
        System.arraycopy(source, offset, bytes, checkedRange(address, length), length);
    }

    @Override
    public void copy(int destination, int source, int length) {
        checkedRange(source, length);
        System.arraycopy(bytes, source, bytes, checkedRange(destination, length), length);
    }

    @Override
    public void fill(byte value, int from, int to) {
        Arrays.fill(bytes, checkedRange(from, to - from), to, value);
    }

    @Override
    public void zero() {
        // a new memory is zero
    }

    /// Names the segments that `memory.init` copies from: those of the instance that defines the memory, which is the
    /// first to call this. It drops a segment by replacing it in the array.
    @Override
    public void initialize(Instance instance, DataSegment[] segments) {
        if (passiveSegments == null) {
            passiveSegments = segments;
        }
    }

    @Override
    public void initPassiveSegment(int segment, int destination, int offset, int length) {
        write(destination, passiveSegments[segment].data(), offset, length);
    }

    @Override
    public void drop(int segment) {
        // the instance replaces the segment in the array it shares with this memory
    }

    @Override
    @SuppressWarnings("removal")
    public Object lock(int address) {
        return this;
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, int expected, long timeout) {
        throw notShared();
    }

    @Override
    @SuppressWarnings("removal")
    public int waitOn(int address, long expected, long timeout) {
        throw notShared();
    }

    private static Trap notShared() {
        return new Trap(Trap.Kind.OTHER, "waiting on a memory that is not shared");
    }

    @Override
    @SuppressWarnings("removal")
    public int notify(int address, int waiters) {
        return 0;
    }

    private int inside(long offset, long length) {
        return (int) Objects.checkFromIndexSize(offset, length, (long) size);
    }

    @Override
    public byte getByte(long offset) {
        return bytes[inside(offset, 1)];
    }

    @Override
    public short getShort(long offset) {
        return (short) SHORT.get(bytes, inside(offset, 2));
    }

    @Override
    public int getInt(long offset) {
        return (int) INT.get(bytes, inside(offset, 4));
    }

    @Override
    public long getLong(long offset) {
        return (long) LONG.get(bytes, inside(offset, 8));
    }

    @Override
    public void putByte(long offset, byte value) {
        bytes[inside(offset, 1)] = value;
    }

    @Override
    public void putShort(long offset, short value) {
        SHORT.set(bytes, inside(offset, 2), value);
    }

    @Override
    public void putInt(long offset, int value) {
        INT.set(bytes, inside(offset, 4), value);
    }

    @Override
    public void putLong(long offset, long value) {
        LONG.set(bytes, inside(offset, 8), value);
    }

    @Override
    public void get(long offset, byte[] target, int targetOffset, int length) {
        System.arraycopy(bytes, inside(offset, length), target, targetOffset, length);
    }

    @Override
    public void put(long offset, byte[] source, int sourceOffset, int length) {
        System.arraycopy(source, sourceOffset, bytes, inside(offset, length), length);
    }
}
