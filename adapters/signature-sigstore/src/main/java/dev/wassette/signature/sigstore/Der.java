package dev.wassette.signature.sigstore;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// One value in DER (X.690): a tag and what is in it. Only tags of one byte and lengths of the shortest form are read, as
/// certificates have no others.
///
/// @param tag with its class and whether it is constructed
/// @param content not copied
record Der(int tag, byte[] content) {
    static final int SEQUENCE = 0x30;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int OCTET_STRING = 0x04;
    static final int UTF8_STRING = 0x0c;
    private static final int LONG_LENGTH = 0x80;

    Der {
        Objects.requireNonNull(content);
    }

    /// Reads bytes that are one value and nothing else.
    ///
    /// @param what for complaints
    static Der parse(byte[] bytes, String what) throws Unverified {
        List<Der> values = all(bytes, what);
        if (values.size() != 1) {
            throw new Unverified(what + " is not one value of DER");
        }
        return values.getFirst();
    }

    /// {@return the values within this one}
    List<Der> children(String what) throws Unverified {
        return all(content, what);
    }

    private static List<Der> all(byte[] bytes, String what) throws Unverified {
        List<Der> values = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int header = headerLength(bytes, at);
            long length = header < 0 ? -1 : length(bytes, at + 1);
            if (length < 0 || length > bytes.length - (long) (at + header)) {
                throw new Unverified(what + " is no DER, at byte " + at);
            }
            int start = at + header;
            values.add(new Der(bytes[at] & 0xff, Arrays.copyOfRange(bytes, start, start + (int) length)));
            at = start + (int) length;
        }
        return values;
    }

    /// {@return how many bytes tag and length take; negative when they do not end}
    private static int headerLength(byte[] bytes, int at) {
        if ((bytes[at] & 0x1f) == 0x1f || at + 1 >= bytes.length) {
            return -1;
        }
        int first = bytes[at + 1] & 0xff;
        int header = first < LONG_LENGTH ? 2 : 2 + (first - LONG_LENGTH);
        return first == LONG_LENGTH || header > 6 || at + header > bytes.length ? -1 : header;
    }

    /// {@return the length that begins there; negative when it is not of the shortest form}
    private static long length(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        if (first < LONG_LENGTH) {
            return first;
        }
        long length = 0;
        for (int i = 1; i <= first - LONG_LENGTH; i++) {
            length = length << 8 | bytes[at + i] & 0xff;
        }
        boolean isShortest = length >= LONG_LENGTH && bytes[at + 1] != 0;
        return isShortest ? length : -1;
    }

    /// {@return the value with its tag and length}
    byte[] encoded() {
        var out = new ByteArrayOutputStream(content.length + 6);
        out.write(tag);
        if (content.length < LONG_LENGTH) {
            out.write(content.length);
        } else {
            int bytes = (32 - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            out.write(LONG_LENGTH + bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(content.length >>> 8 * i);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /// {@return a value that is made of others}
    static Der of(int tag, List<Der> children) {
        var content = new ByteArrayOutputStream();
        children.forEach(each -> content.writeBytes(each.encoded()));
        return new Der(tag, content.toByteArray());
    }

    /// {@return an object identifier}
    static Der object(String hex) {
        return new Der(OBJECT_IDENTIFIER, HexFormat.of().parseHex(hex));
    }

    /// {@return whether this is the object identifier with these bytes}
    boolean isObject(String hex) {
        return tag == OBJECT_IDENTIFIER && HexFormat.of().formatHex(content).equals(hex);
    }
}
