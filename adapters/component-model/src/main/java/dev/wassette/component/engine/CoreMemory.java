package dev.wassette.component.engine;

/// A linear memory. Multi-byte accesses are little-endian and need no alignment.
///
/// Offsets and lengths are counted in bytes. The caller keeps every access within [#byteSize]; an access outside is an
/// [IndexOutOfBoundsException] and never touches anything else.
public non-sealed interface CoreMemory extends CoreExtern {

    /// {@return the current size in bytes; grows only while guest code runs}
    long byteSize();

    byte getByte(long offset);

    short getShort(long offset);

    int getInt(long offset);

    long getLong(long offset);

    void putByte(long offset, byte value);

    void putShort(long offset, short value);

    void putInt(long offset, int value);

    void putLong(long offset, long value);

    /// Copies from the memory into an array.
    void get(long offset, byte[] target, int targetOffset, int length);

    /// Copies from an array into the memory.
    void put(long offset, byte[] source, int sourceOffset, int length);
}
