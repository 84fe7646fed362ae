package dev.wassette.runtime.chicory;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// Writes core modules that are too large to keep as files: functions from i32 to i32, exported by their position.
final class ModuleWriter {
    private final List<byte[]> bodies = new ArrayList<>();

    /// Adds a function.
    ModuleWriter function(byte[] instructions) {
        bodies.add(concat(new byte[] {0}, instructions, new byte[] {0x0b}));
        return this;
    }

    /// {@return a module with one page of memory}
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        section(out, 1, new byte[] {1, 0x60, 1, 0x7f, 1, 0x7f});
        section(out, 3, vector(bodies.size(), _ -> new byte[] {0}));
        section(out, 5, new byte[] {1, 0, 1});
        section(out, 7, vector(bodies.size(), i -> concat(sized(String.valueOf(i).getBytes()), new byte[] {0}, number(i))));
        section(out, 10, vector(bodies.size(), i -> sized(bodies.get(i))));
        return out.toByteArray();
    }

    /// {@return the bytes of a section}
    static byte[] section(int id, byte[] contents) {
        return concat(new byte[] {(byte) id}, sized(contents));
    }

    private static void section(ByteArrayOutputStream out, int id, byte[] contents) {
        out.writeBytes(section(id, contents));
    }

    private interface Item {
        byte[] at(int index);
    }

    private static byte[] vector(int count, Item item) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(number(count));
        for (int i = 0; i < count; i++) {
            out.writeBytes(item.at(i));
        }
        return out.toByteArray();
    }

    static byte[] sized(byte[] bytes) {
        return concat(number(bytes.length), bytes);
    }

    /// {@return an unsigned number}
    static byte[] number(int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int rest = value;
        while (rest >>> 7 != 0) {
            out.write(rest | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
        return out.toByteArray();
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] repeat(byte[] bytes, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
