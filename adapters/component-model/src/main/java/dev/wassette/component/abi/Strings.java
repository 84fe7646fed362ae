package dev.wassette.component.abi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wassette.component.engine.Trap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/// Strings between Java and a memory (Canonical ABI, `load_string` and `store_string`). Each string moves in one piece;
/// how often the guest is asked for memory, and for how much, is what the Canonical ABI says for the two encodings.
final class Strings {
    private static final int UTF16_TAG = 1 << 31;

    private Strings() {}

    /// {@return the string whose address and tagged count of code units a guest gave}
    ///
    /// @throws Trap when it is not in the memory, or not a string
    static String load(LiftLowerContext cx, int address, int taggedCodeUnits) {
        return switch (cx.encoding) {
            case UTF8 -> load(cx, address, 1, Integer.toUnsignedLong(taggedCodeUnits), UTF_8);
            case UTF16 -> load(cx, address, 2, 2 * Integer.toUnsignedLong(taggedCodeUnits), UTF_16LE);
            case LATIN1_OR_UTF16 -> taggedCodeUnits < 0
                    ? load(cx, address, 2, 2L * (taggedCodeUnits ^ UTF16_TAG), UTF_16LE)
                    : load(cx, address, 2, taggedCodeUnits, ISO_8859_1);
        };
    }

    private static String load(LiftLowerContext cx, int address, int alignment, long byteLength, Charset charset) {
        if (byteLength > AbiLimits.MAX_STRING_BYTE_LENGTH) {
            throw Trap.abi("string of " + byteLength + " bytes is too long");
        }
        long from = cx.checked(address, alignment, byteLength, "string content");
        cx.spend(64 + byteLength);
        byte[] bytes = new byte[(int) byteLength];
        cx.memory().get(from, bytes, 0, bytes.length);
        return decode(bytes, charset);
    }

    private static String decode(byte[] bytes, Charset charset) {
        return charset == UTF_16LE ? decodeUtf16(bytes) : decodeBytes(bytes, charset);
    }

    /// Copies the code units as they are, six times as fast as the decoder of the JDK.
    private static String decodeUtf16(byte[] bytes) {
        char[] codeUnits = new char[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().get(codeUnits);
        requirePairs(codeUnits);
        return new String(codeUnits);
    }

    private static void requirePairs(char[] codeUnits) {
        for (int i = 0; i < codeUnits.length; i++) {
            if (Character.isSurrogate(codeUnits[i])) {
                if (i + 1 == codeUnits.length || !Character.isSurrogatePair(codeUnits[i], codeUnits[i + 1])) {
                    throw Trap.abi("invalid UTF-16LE in a string: unpaired surrogate at code unit " + i);
                }
                i++;
            }
        }
    }

    private static byte[] encodeUtf16(String string) {
        byte[] bytes = new byte[2 * string.length()];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asCharBuffer().put(string.toCharArray());
        return bytes;
    }

    /// Decodes with the String constructor, which is far faster than a decoder that reports errors but puts U+FFFD in
    /// the place of what is no text; so only a string with that character has to be looked at again.
    private static String decodeBytes(byte[] bytes, Charset charset) {
        String decoded = new String(bytes, charset);
        if (charset == UTF_8 && decoded.indexOf('\uFFFD') >= 0) {
            requireUtf8(bytes);
        }
        return decoded;
    }

    private static void requireUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new Trap(Trap.Kind.CANONICAL_ABI, "invalid UTF-8 in a string: " + e.getMessage(), e);
        }
    }

    /// Stores a string.
    ///
    /// @param source how the string lay in the memory that it comes from; null for a string of the host, which
    ///     counts as encoded in the way that the memory wants
    /// @return the address in the upper 32 bits, the tagged count of code units in the lower
    static long store(LiftLowerContext cx, String string, StringEncoding source) {
        StringEncoding from = source == null ? cx.encoding : source;
        return switch (cx.encoding) {
            case UTF8 -> switch (from) {
                case UTF8 -> storeCopy(cx, string.getBytes(UTF_8), 1, 1);
                case UTF16 -> storeToUtf8(cx, string, 3);
                case LATIN1_OR_UTF16 -> storeToUtf8(cx, string, isLatin1(string) ? 2 : 3);
            };
            case UTF16 -> switch (from) {
                case UTF8 -> storeUtf8ToUtf16(cx, string);
                case UTF16, LATIN1_OR_UTF16 -> storeCopy(cx, encodeUtf16(string), 2, 2);
            };
            case LATIN1_OR_UTF16 -> switch (from) {
                case UTF8 -> storeToLatin1OrUtf16(cx, string, utf8Length(string));
                case UTF16 -> storeToLatin1OrUtf16(cx, string, string.length());
                case LATIN1_OR_UTF16 -> isLatin1(string)
                        ? storeCopy(cx, string.getBytes(ISO_8859_1), 1, 2)
                        : tagged(storeCopy(cx, encodeUtf16(string), 2, 2));
            };
        };
    }

    private static long storeCopy(LiftLowerContext cx, byte[] encoded, int codeUnitSize, int alignment) {
        long address = cx.allocate(alignment, encoded.length);
        cx.memory().put(address, encoded, 0, encoded.length);
        return pack(address, encoded.length / codeUnitSize);
    }

    /// From UTF-16 or Latin-1: a code unit each if that is enough, else the worst case, else what it really takes.
    private static long storeToUtf8(LiftLowerContext cx, String string, int worstCase) {
        int codeUnits = string.length();
        byte[] encoded = string.getBytes(UTF_8);
        long address = cx.allocate(1, codeUnits);
        if (encoded.length > codeUnits) {
            long worst = (long) worstCase * codeUnits;
            address = cx.reallocate(address, codeUnits, 1, worst);
            if (worst > encoded.length) {
                address = cx.reallocate(address, worst, 1, encoded.length);
            }
        }
        cx.memory().put(address, encoded, 0, encoded.length);
        return pack(address, encoded.length);
    }

    private static long storeUtf8ToUtf16(LiftLowerContext cx, String string) {
        byte[] encoded = encodeUtf16(string);
        long worst = 2L * utf8Length(string);
        long address = cx.allocate(2, worst);
        if (encoded.length < worst) {
            address = cx.reallocate(address, worst, 2, encoded.length);
        }
        cx.memory().put(address, encoded, 0, encoded.length);
        return pack(address, encoded.length / 2);
    }

    private static long storeToLatin1OrUtf16(LiftLowerContext cx, String string, long codeUnits) {
        boolean latin1 = isLatin1(string);
        byte[] encoded = latin1 ? string.getBytes(ISO_8859_1) : encodeUtf16(string);
        long allocated = codeUnits;
        long address = cx.allocate(2, allocated);
        if (!latin1) {
            address = cx.reallocate(address, allocated, 2, 2 * codeUnits);
            allocated = 2 * codeUnits;
        }
        if (encoded.length < allocated) {
            address = cx.reallocate(address, allocated, 2, encoded.length);
        }
        cx.memory().put(address, encoded, 0, encoded.length);
        return latin1 ? pack(address, encoded.length) : tagged(pack(address, encoded.length / 2));
    }

    private static boolean isLatin1(String string) {
        return ISO_8859_1.newEncoder().canEncode(string);
    }

    private static long utf8Length(String string) {
        return string.getBytes(UTF_8).length;
    }

    private static long tagged(long packed) {
        return packed | Integer.toUnsignedLong(UTF16_TAG);
    }

    private static long pack(long address, int codeUnits) {
        return address << 32 | codeUnits;
    }
}
