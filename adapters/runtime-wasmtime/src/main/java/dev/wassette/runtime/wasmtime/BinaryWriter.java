package dev.wassette.runtime.wasmtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the binary format of core modules.
final class BinaryWriter {
    private byte[] bytes;
    private int size;

    BinaryWriter(int expectedSize) {
        bytes = new byte[Math.max(16, expectedSize)];
    }

    /// {@return a writer that has written magic number and version}
    static BinaryWriter module(int expectedSize) {
        return new BinaryWriter(expectedSize).u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
    }

    BinaryWriter u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    BinaryWriter u32(long value) {
        long rest = value;
        while (rest >= 0x80) {
            u8((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        return u8((int) rest);
    }

    /// Writes a signed integer, as in the operand of `i32.const`.
    BinaryWriter s32(int value) {
        int rest = value;
        while (rest < -64 || rest > 63) {
            u8(rest & 0x7f | 0x80);
            rest >>= 7;
        }
        return u8(rest & 0x7f);
    }

    BinaryWriter raw(byte[] source, int from, int length) {
        room(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
        return this;
    }

    BinaryWriter raw(byte[] source) {
        return raw(source, 0, source.length);
    }

    BinaryWriter name(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return u32(utf8.length).raw(utf8);
    }

    /// Writes what another writer holds.
    BinaryWriter append(BinaryWriter other) {
        return raw(other.bytes, 0, other.size);
    }

    /// Writes the length of what another writer holds, then that.
    BinaryWriter sized(BinaryWriter content) {
        return u32(content.size).append(content);
    }

    BinaryWriter section(int id, BinaryWriter content) {
        return u8(id).sized(content);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * size, Integer.MAX_VALUE - 8)));
        }
    }
}
