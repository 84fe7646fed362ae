package dev.wassette.runtime.installer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Makes small archives, good ones and bad ones.
final class Archives {
    static final byte[] LIBRARY = {0x7f, 'E', 'L', 'F', 1, 2, 3};

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    /// A tar archive, entry by entry.
    static Archives tar() {
        return new Archives();
    }

    Archives file(String name, byte[] content) {
        return entry(name, '0', content);
    }

    Archives entry(String name, char type, byte[] content) {
        return entry(name, type, content.length, content);
    }

    /// @param size as the header says, whatever the content has
    Archives entry(String name, char type, long size, byte[] content) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 124, String.format("%011o", size) + " ");
        put(header, 136, "00000000000 ");
        header[156] = (byte) type;
        put(header, 257, "ustar\00000");
        put(header, 148, String.format("%06o", sum(header)) + "\0 ");
        tar.writeBytes(header);
        tar.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
        return this;
    }

    private static int sum(byte[] header) {
        int sum = 8 * ' ';
        for (byte each : header) {
            sum += each & 0xff;
        }
        return sum;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    byte[] plain() {
        byte[] content = tar.toByteArray();
        return Arrays.copyOf(content, content.length + 1024);
    }

    byte[] xz() throws IOException {
        return xz(plain());
    }

    static byte[] xz(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new XZOutputStream(bytes, new LZMA2Options(1))) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    /// An official archive of the C API, in small.
    static Archives cApi(String version, Platform platform) {
        String top = "wasmtime-v" + version + "-" + platform + "-c-api/";
        return tar().entry(top, '5', new byte[0])
                .file(top + "README.md", "read me".getBytes(StandardCharsets.UTF_8))
                .file(top + "min/lib/" + platform.libraryFile(), "the small one".getBytes(StandardCharsets.UTF_8))
                .file(top + "lib/libwasmtime.a", new byte[5000])
                .file(top + "lib/" + platform.libraryFile(), LIBRARY);
    }

    /// A zip file.
    ///
    /// @param entries names and contents, in turn
    static byte[] zip(Object... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries.length; i += 2) {
                out.putNextEntry(new ZipEntry((String) entries[i]));
                out.write((byte[]) entries[i + 1]);
            }
        }
        return bytes.toByteArray();
    }

    /// A Python package, in small.
    static byte[] wheel(String version, String folder, String library, String tag) throws IOException {
        return zip("wasmtime/__init__.py", new byte[0], "wasmtime/" + folder + "/" + library, LIBRARY,
                "wasmtime-" + version + ".dist-info/WHEEL",
                ("Wheel-Version: 1.0\nTag: py3-none-" + tag + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
