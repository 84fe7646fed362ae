package dev.wassette.runtime.wasmtime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Files as one array, for the code cache: for each the lengths of name and content, four bytes each, the name and the
/// content.
final class PackedCode {
    private PackedCode() {}

    private static final int HEADER_BYTES = 2 * Integer.BYTES;

    static byte[] pack(Map<String, byte[]> files) {
        int size = 0;
        for (var file : files.entrySet()) {
            size = Math.addExact(size, HEADER_BYTES + name(file.getKey()).length);
            size = Math.addExact(size, file.getValue().length);
        }
        var out = ByteBuffer.allocate(size);
        files.forEach((path, content) -> {
            byte[] name = name(path);
            out.putInt(name.length).putInt(content.length).put(name).put(content);
        });
        return out.array();
    }

    /// {@return the files by name, as parts of the array; none when the array is not what [#pack] made}
    static Map<String, ByteBuffer> unpack(byte[] packed) {
        Map<String, ByteBuffer> files = new LinkedHashMap<>();
        var in = ByteBuffer.wrap(packed);
        while (in.hasRemaining()) {
            if (in.remaining() < HEADER_BYTES) {
                return Map.of();
            }
            int nameLength = in.getInt();
            int contentLength = in.getInt();
            if (nameLength <= 0 || contentLength < 0 || (long) nameLength + contentLength > in.remaining()) {
                return Map.of();
            }
            byte[] name = new byte[nameLength];
            in.get(name);
            files.put(new String(name, StandardCharsets.UTF_8), in.slice(in.position(), contentLength));
            in.position(in.position() + contentLength);
        }
        return files;
    }

    private static byte[] name(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }
}
