package dev.wassette.runtime.wasmtime.ffm;

import dev.wassette.component.engine.InvalidCoreModule;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Adds exports to a module for those of its memories that have none: the host can ask only an export for its size.
final class MemoryExports {
    private MemoryExports() {}

    private static final int PREAMBLE_LENGTH = 8;
    private static final int MEMORY = 2;

    /// A memory and the name that it is to be exported by.
    ///
    /// @param index in the index space of memories
    record Added(String name, int index) {}

    /// {@return the module with these exports}
    ///
    /// @param wasm a module that [ModuleOutline] has read
    static byte[] add(byte[] wasm, List<Added> exports) throws InvalidCoreModule {
        ByteArrayOutputStream out = new ByteArrayOutputStream(wasm.length + 64 * exports.size());
        out.write(wasm, 0, PREAMBLE_LENGTH);
        BinaryReader in = new BinaryReader(wasm, 0, wasm.length);
        in.skip(PREAMBLE_LENGTH);
        boolean added = false;
        while (!in.atEnd()) {
            int start = in.skip(0);
            int id = in.u8();
            int length = in.count();
            int content = in.skip(length);
            if (id == Section.EXPORT) {
                BinaryReader section = new BinaryReader(wasm, content, content + length);
                int count = section.count();
                int first = section.skip(0);
                write(out, count, wasm, first, content + length - first, exports);
                added = true;
                continue;
            }
            if (!added && id > Section.EXPORT) {
                write(out, 0, wasm, 0, 0, exports);
                added = true;
            }
            out.write(wasm, start, content + length - start);
        }
        if (!added) {
            write(out, 0, wasm, 0, 0, exports);
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, int count, byte[] wasm, int from, int length, List<Added> exports) {
        ByteArrayOutputStream section = new ByteArrayOutputStream(length + 64 * exports.size());
        writeNumber(section, count + exports.size());
        section.write(wasm, from, length);
        for (Added export : exports) {
            byte[] name = export.name().getBytes(StandardCharsets.UTF_8);
            writeNumber(section, name.length);
            section.writeBytes(name);
            section.write(MEMORY);
            writeNumber(section, export.index());
        }
        out.write(Section.EXPORT);
        writeNumber(out, section.size());
        out.writeBytes(section.toByteArray());
    }

    private static void writeNumber(ByteArrayOutputStream out, int number) {
        int rest = number;
        while (rest >= 0x80) {
            out.write(rest | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
