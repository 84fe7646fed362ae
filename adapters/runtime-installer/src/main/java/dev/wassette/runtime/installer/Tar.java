package dev.wassette.runtime.installer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads a tar archive: ustar and pax (POSIX.1-2001, `pax`, "ustar Interchange Format" and "pax Extended Header"), and
/// the long names of GNU tar. Blocks have 512 bytes; each entry is a header block and its content, padded to blocks.
final class Tar {
    private static final int BLOCK = 512;

    private final InputStream in;
    private long budget = InstallerLimits.MAX_UNPACKED_BYTES;
    private int entries;
    private Optional<String> nextName = Optional.empty();
    private long nextSize = -1;

    Tar(InputStream in) {
        this.in = in;
    }

    /// @throws EOFException when the archive ends in the middle
    void read(Entries receiver) throws IOException {
        byte[] header = block();
        while (!isZero(header)) {
            if (++entries > InstallerLimits.MAX_ENTRIES) {
                throw new UnusableArchive("has more than " + InstallerLimits.MAX_ENTRIES + " files");
            }
            checkSum(header);
            entry(header, receiver);
            header = block();
        }
        // What follows the mark of the end is padding; reading it makes the decompressor compare its check value.
        while (in.readNBytes(BLOCK).length > 0) {
            spend(BLOCK);
        }
    }

    private void entry(byte[] header, Entries receiver) throws IOException {
        long size = number(header, 124, 12);
        switch (header[156]) {
            case 'x' -> properties(description(size));
            case 'g' -> description(size);
            case 'L' -> nextName = Optional.of(text(description(size)));
            case 'K' -> description(size);
            case '0', 0, '7' -> content(header, Entries.Kind.FILE, nextSize < 0 ? size : nextSize, receiver);
            case '5' -> content(header, Entries.Kind.FOLDER, 0, receiver);
            case '1', '2' -> content(header, Entries.Kind.LINK, 0, receiver);
            default -> throw new UnusableArchive("has an entry that is no file, folder or link: '" + name(header) + "'");
        }
    }

    private void content(byte[] header, Entries.Kind kind, long size, Entries receiver) throws IOException {
        spend(size);
        var content = new Content(size);
        receiver.entry(nextName.orElseGet(() -> name(header)), kind, content);
        nextName = Optional.empty();
        nextSize = -1;
        content.skipNBytes(content.left);
        in.skipNBytes(padding(size));
    }

    private byte[] description(long size) throws IOException {
        if (size > InstallerLimits.MAX_DESCRIPTION_BYTES) {
            throw new UnusableArchive("describes a file with more than " + InstallerLimits.MAX_DESCRIPTION_BYTES + " bytes");
        }
        byte[] description = exactly((int) size);
        in.skipNBytes(padding(size));
        return description;
    }

    /// Records of the form `LENGTH KEY=VALUE\n`, where the length counts the whole record.
    private void properties(byte[] records) throws UnusableArchive {
        int at = 0;
        while (at < records.length) {
            int space = at;
            int length = 0;
            while (space < records.length && records[space] >= '0' && records[space] <= '9' && length < records.length) {
                length = length * 10 + records[space++] - '0';
            }
            if (space == records.length || records[space] != ' ' || length <= space - at + 1 || length > records.length - at) {
                throw new UnusableArchive("is damaged: the properties of a file cannot be read");
            }
            property(new String(records, space + 1, at + length - space - 2, StandardCharsets.UTF_8));
            at += length;
        }
    }

    private void property(String record) throws UnusableArchive {
        if (record.startsWith("path=")) {
            nextName = Optional.of(record.substring("path=".length()));
        } else if (record.startsWith("size=")) {
            String size = record.substring("size=".length());
            if (!size.matches("[0-9]{1,18}")) {
                throw new UnusableArchive("is damaged: a size is no number");
            }
            nextSize = Long.parseLong(size);
        }
    }

    private static String name(byte[] header) {
        String name = text(header, 0, 100);
        boolean ustar = text(header, 257, 5).equals("ustar") && header[262] == 0;
        String prefix = ustar ? text(header, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /// Octal digits between spaces, ended by a space or a zero. (GNU tar writes sizes from 8 GiB on in binary; no archive
    /// that large is read here.)
    private static long number(byte[] header, int from, int length) throws UnusableArchive {
        String digits = text(header, from, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseUnsignedLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new UnusableArchive("is no tar archive: a number of a header is not octal", e);
        }
    }

    /// The sum of all bytes of the header, with spaces in place of the sum.
    private static void checkSum(byte[] header) throws UnusableArchive {
        int sum = 8 * ' ';
        for (int at = 0; at < BLOCK; at++) {
            sum += at >= 148 && at < 156 ? 0 : header[at] & 0xff;
        }
        if (sum != number(header, 148, 8)) {
            throw new UnusableArchive("is no tar archive, or is damaged: the checksum of a header is wrong");
        }
    }

    private byte[] block() throws IOException {
        spend(BLOCK);
        return exactly(BLOCK);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private void spend(long bytes) throws UnusableArchive {
        if (bytes < 0 || bytes > budget) {
            throw new UnusableArchive("unfolds to more than " + InstallerLimits.MAX_UNPACKED_BYTES + " bytes");
        }
        budget -= bytes;
    }

    private static long padding(long size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }

    private static boolean isZero(byte[] block) {
        for (byte each : block) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /// The content of one entry.
    private final class Content extends InputStream {
        private long left;

        Content(long size) {
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, from, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException();
            }
            left -= count;
            return count;
        }
    }
}
