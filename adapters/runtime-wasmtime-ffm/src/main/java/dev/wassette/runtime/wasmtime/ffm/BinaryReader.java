package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.InvalidCoreModule;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads the binary format of core modules from a part of an array. No read goes beyond that part.
final class BinaryReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    BinaryReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    boolean atEnd() {
        return position == end;
    }

    int u8() throws InvalidCoreModule {
        if (position == end) {
            throw malformed("unexpected end");
        }
        return bytes[position++] & 0xff;
    }

    /// Core specification 5.2.2: at most 5 bytes, and no bit beyond the 32nd.
    long u32() throws InvalidCoreModule {
        long value = 0;
        for (int shift = 0; shift <= 28; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (value > 0xffff_ffffL) {
                    break;
                }
                return value;
            }
        }
        throw malformed("integer too large");
    }

    /// Reads the length of a vector whose elements take at least one byte each.
    int count() throws InvalidCoreModule {
        long count = u32();
        if (count > end - position) {
            throw malformed("length out of bounds");
        }
        return (int) count;
    }

    /// Skips that many bytes.
    ///
    /// @return the position of the first of them
    int skip(int length) throws InvalidCoreModule {
        if (length > end - position) {
            throw malformed("unexpected end");
        }
        int from = position;
        position += length;
        return from;
    }

    String name() throws InvalidCoreModule {
        int length = count();
        int from = skip(length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidCoreModule("malformed UTF-8 encoding at byte " + from, e);
        }
    }

    InvalidCoreModule malformed(String what) {
        return new InvalidCoreModule(what + " at byte " + position, null);
    }
}
