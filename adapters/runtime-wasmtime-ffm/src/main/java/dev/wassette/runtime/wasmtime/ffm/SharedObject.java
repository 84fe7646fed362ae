package dev.wassette.runtime.wasmtime.ffm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The file of a native library, as far as it has to be known before the system's loader maps it. That loader maps what
/// the file's table promises, and touching what is not there is a signal that ends the process.
final class SharedObject {
    private SharedObject() {}

    private static final int HEADER_LENGTH = 64;
    private static final int MAGIC = 0x464c457f;
    private static final int CLASS_OFFSET = 4;
    private static final short CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int TABLE_OFFSET = 0x20;
    private static final int ENTRY_LENGTH = 0x36;
    private static final int ENTRY_COUNT = 0x38;
    private static final int SEGMENT_LENGTH = 56;
    private static final int SEGMENT_OFFSET = 0x08;
    private static final int SEGMENT_FILE_LENGTH = 0x20;

    /// {@return whether the file ends before what it says is in it: an interrupted copy, for example} Files of other
    /// formats than ELF of 64 bits are left to the loader, which reads their headers with more care.
    static boolean isCut(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file)) {
            ByteBuffer header = read(in, 0, HEADER_LENGTH);
            if (header.limit() < HEADER_LENGTH || header.getInt(0) != MAGIC
                    || header.getShort(CLASS_OFFSET) != CLASS_64_LITTLE_ENDIAN
                    || header.getShort(ENTRY_LENGTH) != SEGMENT_LENGTH) {
                return false;
            }
            int length = Short.toUnsignedInt(header.getShort(ENTRY_COUNT)) * SEGMENT_LENGTH;
            ByteBuffer table = read(in, header.getLong(TABLE_OFFSET), length);
            return table.limit() < length || hasSegmentBeyond(in.size(), table);
        }
    }

    private static boolean hasSegmentBeyond(long end, ByteBuffer table) {
        for (int segment = 0; segment < table.limit(); segment += SEGMENT_LENGTH) {
            long offset = table.getLong(segment + SEGMENT_OFFSET);
            long length = table.getLong(segment + SEGMENT_FILE_LENGTH);
            if (offset < 0 || length < 0 || length > end || offset > end - length) {
                return true;
            }
        }
        return false;
    }

    /// {@return as much as there is of a part of the file}
    private static ByteBuffer read(FileChannel in, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (offset >= 0 && bytes.hasRemaining() && in.read(bytes, offset + bytes.position()) >= 0) {
            // until all is there or the file ends
        }
        return bytes.flip();
    }
}
