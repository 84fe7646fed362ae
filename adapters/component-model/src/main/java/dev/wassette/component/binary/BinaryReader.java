package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import dev.wassette.component.UnsupportedComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the values that all sections are made of (core specification, "Binary format, Values") from a part of a
/// file, forwards only. Every error carries the offset in the file.
final class BinaryReader {
    private final byte[] file;
    private final int limit;
    private final Allowance allowance;
    private int position;

    /// What one file may still use up, shared by the readers of all its parts.
    private static final class Allowance {
        private int elements = ComponentLimits.MAX_ELEMENTS;
        private int nesting = ComponentLimits.MAX_NESTING;
    }

    /// Reads one production of the grammar.
    @FunctionalInterface
    interface Production<T> {
        T read(BinaryReader reader) throws MalformedComponent, UnsupportedComponent;
    }

    private BinaryReader(byte[] file, int position, int limit, Allowance allowance) {
        this.file = file;
        this.position = position;
        this.limit = limit;
        this.allowance = allowance;
    }

    /// {@return a reader of a whole file}
    static BinaryReader of(byte[] file) {
        return new BinaryReader(file, 0, file.length, new Allowance());
    }

    /// {@return where the next byte is, counted from the first byte of the file}
    int offset() {
        return position;
    }

    int remaining() {
        return limit - position;
    }

    boolean atEnd() {
        return position == limit;
    }

    /// {@return all that is left, which does not count as read}
    Slice slice() {
        return new Slice(file, position, limit);
    }

    /// Counts as read what is left.
    void skipAll() {
        position = limit;
    }

    /// Counts as read the next bytes.
    void skip(int bytes, String what) throws MalformedComponent {
        part(bytes, what);
    }

    /// {@return a reader of the next bytes, which count as read here}
    ///
    /// @param what is in them, for the message when there are fewer
    BinaryReader part(long size, String what) throws MalformedComponent {
        if (size > remaining()) {
            throw new MalformedComponent("unexpected end: " + what + " has " + size + " bytes, but only "
                    + remaining() + " are left", position);
        }
        int start = position;
        position += (int) size;
        return new BinaryReader(file, start, position, allowance);
    }

    /// Checks that nothing is left.
    void expectEnd(String what) throws MalformedComponent {
        if (!atEnd()) {
            throw new MalformedComponent(remaining() + " bytes too many at the end of " + what, position);
        }
    }

    int u8(String what) throws MalformedComponent {
        if (atEnd()) {
            throw new MalformedComponent("unexpected end in " + what, position);
        }
        return file[position++] & 0xFF;
    }

    /// {@return the next byte without reading it; -1 at the end}
    int peek() {
        return atEnd() ? -1 : file[position] & 0xFF;
    }

    /// {@return an unsigned LEB128 number of 32 bits}
    long u32(String what) throws MalformedComponent {
        int start = position;
        long result = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = u8(what);
            result |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0 && result <= 0xFFFF_FFFFL) {
                return result;
            }
            if ((next & 0x80) == 0) {
                break;
            }
        }
        throw new MalformedComponent(what + " does not fit into 32 bits", start);
    }

    /// Counts as read a LEB128 number of up to 64 bits.
    void skipLeb128(String what) throws MalformedComponent {
        int start = position;
        while ((u8(what) & 0x80) != 0) {
            if (position - start == 10) {
                throw new MalformedComponent(what + " does not fit into 64 bits", start);
            }
        }
    }

    /// {@return a signed LEB128 number of 33 bits}
    long s33(String what) throws MalformedComponent {
        int start = position;
        long result = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = u8(what);
            result |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                int unused = 64 - Math.min(shift + 7, 35);
                result = result << unused >> unused;
                if (result < -(1L << 32) || result >= 1L << 32) {
                    break;
                }
                return result;
            }
        }
        throw new MalformedComponent(what + " does not fit into 33 bits", start);
    }

    /// {@return an index; 2^31-1 for all that are larger, because no index space is so long}
    int index(String what) throws MalformedComponent {
        return (int) Math.min(u32(what), Integer.MAX_VALUE);
    }

    /// {@return a byte that says yes or no}
    boolean flag(String what) throws MalformedComponent {
        return switch (u8(what)) {
            case 0 -> false;
            case 1 -> true;
            default -> throw unexpectedByte(what);
        };
    }

    /// {@return UTF-8 text with its length before it}
    String name(String what) throws MalformedComponent {
        BinaryReader bytes = part(u32("the length of " + what), what);
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(file, bytes.position, bytes.remaining())).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedComponent(what + " is not valid UTF-8", bytes.position, e);
        }
    }

    /// {@return as many elements as the number before them says}
    <T> List<T> vec(String what, Production<T> element) throws MalformedComponent, UnsupportedComponent {
        int start = position;
        long count = u32("the number of " + what);
        if (count > remaining()) {
            throw new MalformedComponent("unexpected end: there should be " + count + " " + what, start);
        }
        if (count > allowance.elements) {
            throw new UnsupportedComponent("the component has more than " + ComponentLimits.MAX_ELEMENTS
                    + " parts, which Wassette does not accept", start);
        }
        allowance.elements -= (int) count;
        List<T> elements = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            elements.add(element.read(this));
        }
        return elements;
    }

    /// {@return nothing for the byte 0, an element for the byte 1}
    <T> Optional<T> optional(String what, Production<T> element) throws MalformedComponent, UnsupportedComponent {
        return flag(what) ? Optional.of(element.read(this)) : Optional.empty();
    }

    /// {@return what is one level deeper than what is around it}
    <T> T nested(Production<T> production) throws MalformedComponent, UnsupportedComponent {
        if (allowance.nesting == 0) {
            throw new UnsupportedComponent("components and types lie in each other deeper than "
                    + ComponentLimits.MAX_NESTING + " levels, which Wassette does not accept", position);
        }
        allowance.nesting--;
        T result = production.read(this);
        allowance.nesting++;
        return result;
    }

    /// {@return the error for the byte that was just read}
    MalformedComponent unexpectedByte(String what) {
        int at = position - 1;
        return new MalformedComponent("unexpected byte 0x%02x for %s".formatted(file[at] & 0xFF, what), at);
    }

    /// {@return the refusal of a part of the format that this implementation leaves out}
    static UnsupportedComponent unsupported(String feature, int offset) {
        return new UnsupportedComponent("the component uses " + feature + ", which Wassette does not support", offset);
    }
}
