package dev.wassette.remote.testkit.signature;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes DER.
public final class DerText {
    private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private DerText() {}

    /// {@return a value of any tag}
    public static byte[] value(int tag, byte[] content) {
        byte[] length = BigInteger.valueOf(content.length).toByteArray();
        if (content.length < 0x80) {
            return join(new byte[] {(byte) tag, (byte) content.length}, content);
        }
        byte[] shortest = length[0] == 0 ? Arrays.copyOfRange(length, 1, length.length) : length;
        return join(new byte[] {(byte) tag, (byte) (0x80 + shortest.length)}, shortest, content);
    }

    public static byte[] sequence(byte[]... parts) {
        return value(0x30, join(parts));
    }

    public static byte[] set(byte[]... parts) {
        return value(0x31, join(parts));
    }

    public static byte[] integer(long number) {
        return value(0x02, BigInteger.valueOf(number).toByteArray());
    }

    public static byte[] yes() {
        return value(0x01, new byte[] {(byte) 0xff});
    }

    public static byte[] octets(byte[] content) {
        return value(0x04, content);
    }

    public static byte[] bits(byte[] content) {
        return value(0x03, join(new byte[] {0}, content));
    }

    public static byte[] utf8(String text) {
        return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] time(Instant time) {
        return value(0x18, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    /// {@return a time without its century, as certificates write it up to 2049}
    public static byte[] shortTime(Instant time) {
        return value(0x17, UTC_TIME.format(time).substring(2).getBytes(StandardCharsets.US_ASCII));
    }

    public static byte[] identifier(String dotted) {
        List<Integer> arcs = new ArrayList<>();
        for (String arc : dotted.split("\\.")) {
            arcs.add(Integer.parseInt(arc));
        }
        byte[] content = {(byte) (arcs.get(0) * 40 + arcs.get(1))};
        for (int arc : arcs.subList(2, arcs.size())) {
            byte[] bytes = {(byte) (arc & 0x7f)};
            for (int rest = arc >>> 7; rest > 0; rest >>>= 7) {
                bytes = join(new byte[] {(byte) (rest & 0x7f | 0x80)}, bytes);
            }
            content = join(content, bytes);
        }
        return value(0x06, content);
    }

    public static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
