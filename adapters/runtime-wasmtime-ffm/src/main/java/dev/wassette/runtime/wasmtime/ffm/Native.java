package dev.wassette.runtime.wasmtime.ffm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Memory by address. Nothing is checked: a wrong address ends the JVM. Multi-byte accesses to guest memory are
/// little-endian and need no alignment.
@SuppressWarnings("restricted")
final class Native {
    private Native() {}

    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
    private static final ValueLayout.OfShort GUEST_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt GUEST_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong GUEST_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    static long word(long address) {
        return ALL.get(JAVA_LONG, address);
    }

    static void word(long address, long value) {
        ALL.set(JAVA_LONG, address, value);
    }

    static byte getByte(long address) {
        return ALL.get(JAVA_BYTE, address);
    }

    static void putByte(long address, byte value) {
        ALL.set(JAVA_BYTE, address, value);
    }

    static short getShort(long address) {
        return ALL.get(GUEST_SHORT, address);
    }

    static void putShort(long address, short value) {
        ALL.set(GUEST_SHORT, address, value);
    }

    static int getInt(long address) {
        return ALL.get(GUEST_INT, address);
    }

    static void putInt(long address, int value) {
        ALL.set(GUEST_INT, address, value);
    }

    static long getLong(long address) {
        return ALL.get(GUEST_LONG, address);
    }

    static void putLong(long address, long value) {
        ALL.set(GUEST_LONG, address, value);
    }

    static void copyOut(long address, byte[] target, int targetOffset, int length) {
        MemorySegment.copy(ALL, JAVA_BYTE, address, target, targetOffset, length);
    }

    static void copyIn(long address, byte[] source, int sourceOffset, int length) {
        MemorySegment.copy(source, sourceOffset, ALL, JAVA_BYTE, address, length);
    }

    /// {@return a view of that memory, for as long as it is there}
    static MemorySegment view(long address, long length) {
        return MemorySegment.ofAddress(address).reinterpret(length);
    }
}
