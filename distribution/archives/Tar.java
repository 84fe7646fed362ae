import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// Writes `.tar.gz` (POSIX.1-1988 ustar) such that the same files give the same bytes: names, modes and content only, one
/// time for all, no owner.
final class Tar {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_PREFIX = 155;

    private Tar() {}

    /// @param folder that all files are in
    static void write(Path archive, String folder, List<Entry> entries, Instant time) throws IOException {
        try (OutputStream out = compressed(archive)) {
            for (Entry entry : entries) {
                byte[] bytes = entry.content().bytes();
                out.write(header(folder + "/" + entry.name(), entry.mode(), bytes.length, time));
                out.write(bytes);
                out.write(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
            }
            out.write(new byte[2 * BLOCK]);
        }
    }

    private static OutputStream compressed(Path archive) throws IOException {
        return new GZIPOutputStream(Files.newOutputStream(archive), 1 << 16);
    }

    private static byte[] header(String path, int mode, int size, Instant time) {
        int cut = path.length() <= LONGEST_NAME ? -1 : path.indexOf('/', path.length() - LONGEST_NAME - 1);
        if (path.length() - cut - 1 > LONGEST_NAME || cut > LONGEST_PREFIX) {
            throw new IllegalArgumentException("This name is too long for an archive: " + path);
        }
        byte[] header = new byte[BLOCK];
        put(header, 0, path.substring(cut + 1));
        put(header, 100, octal(mode, 7));
        put(header, 108, octal(0, 7));
        put(header, 116, octal(0, 7));
        put(header, 124, octal(size, 11));
        put(header, 136, octal(time.getEpochSecond(), 11));
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\u000000");
        put(header, 345, cut < 0 ? "" : path.substring(0, cut));
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, octal(sum, 6) + "\0 ");
        return header;
    }

    private static void put(byte[] header, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private static String octal(long number, int digits) {
        return String.format(Locale.ROOT, "%0" + digits + "o", number);
    }
}
