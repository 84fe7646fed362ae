package dev.wassette.component.binary;

import dev.wassette.component.MalformedComponent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Changes the custom sections of a file. Everything else stays byte for byte as it is.
public final class CustomSections {
    private static final int PREAMBLE = 8;

    private CustomSections() {}

    /// {@return the file with this section at its end, in place of those with the same name at the top level}
    ///
    /// @param file that [ComponentDecoder] has accepted
    public static byte[] with(byte[] file, String name, byte[] content) {
        var out = new ByteArrayOutputStream(file.length + content.length + name.length() + 16);
        try {
            BinaryReader in = BinaryReader.of(file);
            in.skip(PREAMBLE, "the preamble");
            out.write(file, 0, PREAMBLE);
            while (!in.atEnd()) {
                copyUnlessNamed(in, file, name, out);
            }
        } catch (MalformedComponent e) {
            throw new IllegalStateException("the sections were well-formed before", e);
        }
        byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
        out.write(0);
        writeU32(out, lengthOfU32(encoded.length) + encoded.length + content.length);
        writeU32(out, encoded.length);
        out.writeBytes(encoded);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static void copyUnlessNamed(BinaryReader in, byte[] file, String name, ByteArrayOutputStream out)
            throws MalformedComponent {
        int start = in.offset();
        int id = in.u8("a section");
        BinaryReader content = in.part(in.u32("the size of a section"), "a section");
        if (id != 0 || !content.name("the name of a custom section").equals(name)) {
            out.write(file, start, in.offset() - start);
        }
    }

    private static void writeU32(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static int lengthOfU32(int value) {
        return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
    }
}
