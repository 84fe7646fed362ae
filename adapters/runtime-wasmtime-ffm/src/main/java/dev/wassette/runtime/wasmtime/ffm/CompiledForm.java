package dev.wassette.runtime.wasmtime.ffm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The compiled form of a module as Wasmtime writes it: an ELF object of 64 bits whose last part is the table of its
/// sections, one of which names the version that made it.
final class CompiledForm {
    private CompiledForm() {}

    private static final int HEADER_LENGTH = 64;
    private static final int TABLE_OFFSET = 0x28;
    private static final int ENTRY_LENGTH = 0x3a;
    private static final int ENTRY_COUNT = 0x3c;
    private static final int ENTRY_CONTENT_OFFSET = 0x18;
    private static final int ENTRY_CONTENT_LENGTH = 0x20;
    private static final int ENTRY_LEAST_LENGTH = 64;

    /// {@return whether a compiled form is there from its first to its last byte, as far as its own table tells}
    static boolean isWhole(ByteBuffer form) {
        ByteBuffer bytes = form.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return bytes.limit() >= HEADER_LENGTH && bytes.getInt(0) == 0x464c457f
                && tableOffset(bytes) + (long) entryLength(bytes) * entryCount(bytes) == bytes.limit();
    }

    /// {@return the version of Wasmtime that a compiled form names; empty when it names none}
    ///
    /// That is in its first section, `.wasmtime.engine`: a byte for a version of its own, a length, and as many characters.
    static Optional<String> version(ByteBuffer form) {
        ByteBuffer bytes = form.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (!isWhole(bytes) || entryLength(bytes) < ENTRY_LEAST_LENGTH || entryCount(bytes) < 2) {
            return Optional.empty();
        }
        int first = (int) tableOffset(bytes) + entryLength(bytes);
        long offset = bytes.getLong(first + ENTRY_CONTENT_OFFSET);
        long length = bytes.getLong(first + ENTRY_CONTENT_LENGTH);
        if (offset < HEADER_LENGTH || length < 2 || length > bytes.limit() || offset > bytes.limit() - length) {
            return Optional.empty();
        }
        int characters = bytes.get((int) offset + 1);
        if (bytes.get((int) offset) != 0 || characters < 0 || characters > length - 2) {
            return Optional.empty();
        }
        byte[] name = new byte[characters];
        bytes.get((int) offset + 2, name);
        return Optional.of(new String(name, StandardCharsets.US_ASCII));
    }

    private static long tableOffset(ByteBuffer bytes) {
        return bytes.getLong(TABLE_OFFSET);
    }

    private static int entryLength(ByteBuffer bytes) {
        return Short.toUnsignedInt(bytes.getShort(ENTRY_LENGTH));
    }

    private static int entryCount(ByteBuffer bytes) {
        return Short.toUnsignedInt(bytes.getShort(ENTRY_COUNT));
    }
}
