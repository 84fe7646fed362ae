package dev.wassette.runtime.chicory;

import dev.wassette.component.engine.InvalidCoreModule;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads the parts of a core module's binary that [ModuleBinary] asks for, within bounds.
/// [Core specification, chapter 5](https://webassembly.github.io/spec/core/binary/).
final class BinaryReader {
    private static final int BITS_OF_BYTE = 7;

    private final byte[] bytes;
    private final int end;
    private int position;

    BinaryReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position == end;
    }

    int readByte() throws InvalidCoreModule {
        if (position == end) {
            throw invalid("it ends too early");
        }
        return Byte.toUnsignedInt(bytes[position++]);
    }

    /// {@return an unsigned number that counts something; at most [Integer#MAX_VALUE], more cannot be there}
    int readCount() throws InvalidCoreModule {
        long value = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += BITS_OF_BYTE) {
            int next = readByte();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (value > Integer.MAX_VALUE) {
                    throw invalid("the number " + value + " is too large");
                }
                return (int) value;
            }
        }
        throw invalid("a number is too long");
    }

    /// {@return the count of items that take at least one byte each}
    int readItemCount() throws InvalidCoreModule {
        int count = readCount();
        if (count > end - position) {
            throw invalid("there are fewer than " + count + " items");
        }
        return count;
    }

    void skip(int count) throws InvalidCoreModule {
        if (count > end - position) {
            throw invalid("it ends too early");
        }
        position += count;
    }

    /// Skips a name, which is text in UTF-8.
    void skipName() throws InvalidCoreModule {
        int length = readItemCount();
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, position, length));
        } catch (CharacterCodingException e) {
            throw invalid("a name is not UTF-8");
        }
        skip(length);
    }

    /// Skips a number of any length, signed or not.
    void skipNumber() throws InvalidCoreModule {
        while (readByte() >= 0x80) {
            // more bytes follow
        }
    }

    /// Skips a constant expression with its end.
    void skipConstantExpression() throws InvalidCoreModule {
        while (true) {
            int opcode = readByte();
            switch (opcode) {
                case 0x0b -> {
                    return;
                }
                case 0x41, 0x42, 0x23, 0xd0, 0xd2 -> skipNumber(); // i32.const, i64.const, global.get, ref.null, ref.func
                case 0x43 -> skip(Float.BYTES);
                case 0x44 -> skip(Double.BYTES);
                case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e -> { } // add, sub and mul of i32 and i64
                default -> throw invalid("the instruction 0x" + Integer.toHexString(opcode)
                        + " in a constant expression is not one that this engine knows");
            }
        }
    }

    InvalidCoreModule invalid(String what) {
        return new InvalidCoreModule("the core module is not valid: " + what + ", at byte " + position, null);
    }
}
