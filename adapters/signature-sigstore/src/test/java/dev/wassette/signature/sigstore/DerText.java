package dev.wassette.signature.sigstore;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// Writes DER.
final class DerText {
    private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private DerText() {}

    static byte[] value(int tag, byte[] content) {
        return new Der(tag, content).encoded();
    }

    static byte[] sequence(byte[]... parts) {
        return value(Der.SEQUENCE, join(parts));
    }

    static byte[] set(byte[]... parts) {
        return value(0x31, join(parts));
    }

    static byte[] integer(long number) {
        return value(0x02, BigInteger.valueOf(number).toByteArray());
    }

    static byte[] yes() {
        return value(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] octets(byte[] content) {
        return value(Der.OCTET_STRING, content);
    }

    static byte[] bits(byte[] content) {
        return value(0x03, join(new byte[] {0}, content));
    }

    static byte[] utf8(String text) {
        return value(Der.UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant time) {
        return value(0x18, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] identifier(String dotted) {
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
        return value(Der.OBJECT_IDENTIFIER, content);
    }

    static byte[] join(byte[]... parts) {
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
