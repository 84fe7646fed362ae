package dev.wassette.component.binary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the binary format, for tests.
public final class Bytes {
    private static final byte[] PREAMBLE = {0x00, 0x61, 0x73, 0x6D, 0x0D, 0x00, 0x01, 0x00};

    private Bytes() {}

    /// {@return the component of `everything.wat`, which has one of every kind of definition}
    public static byte[] everything() throws IOException {
        String file = "/dev/wassette/component/type/ComponentFuzzTestInputs/everything.wasm";
        try (InputStream in = Bytes.class.getResourceAsStream(file)) {
            return in.readAllBytes();
        }
    }

    /// {@return a component of these sections}
    public static byte[] component(byte[]... sections) {
        return concat(PREAMBLE, concat(sections));
    }

    /// {@return a section}
    public static byte[] section(int id, byte[]... content) {
        byte[] all = concat(content);
        return concat(bytes(id), u32(all.length), all);
    }

    /// {@return elements with their number before them}
    public static byte[] vec(byte[]... elements) {
        return concat(u32(elements.length), concat(elements));
    }

    /// {@return the same element many times, with the number before it}
    public static byte[] repeated(int times, byte[] element) {
        byte[][] elements = new byte[times][];
        Arrays.fill(elements, element);
        return vec(elements);
    }

    /// {@return text with its length before it}
    public static byte[] name(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return concat(u32(utf8.length), utf8);
    }

    /// {@return the name of an import or export}
    public static byte[] externName(String text) {
        return concat(bytes(0x00), name(text));
    }

    /// {@return an unsigned LEB128 number}
    public static byte[] u32(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = value;
        while (rest >>> 7 != 0) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return out.toByteArray();
    }

    /// {@return a signed LEB128 number that is not negative}
    public static byte[] s33(int value) {
        return value < 0x40 ? bytes(value) : concat(bytes(value & 0x7F | 0x80), s33(value >>> 7));
    }

    public static byte[] bytes(int... values) {
        byte[] result = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = (byte) values[i];
        }
        return result;
    }

    public static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
