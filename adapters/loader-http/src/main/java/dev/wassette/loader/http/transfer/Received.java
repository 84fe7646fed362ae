package dev.wassette.loader.http.transfer;

import dev.wassette.application.port.out.DownloadCache.Arriving;
import dev.wassette.domain.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;

/// What has arrived of a body, over one or more connections, and its digest. One thread writes at a time; any may look
/// how much there is.
final class Received {
    private static final int FIRST = 16 << 10;
    /// As much is set aside on the mere word of a server.
    private static final int AT_ONCE = 32 << 20;

    private final MessageDigest sha256 = sha256();
    private byte[] bytes;
    private volatile int count;
    private volatile long total = -1;
    private final Arriving arriving;

    /// @param arriving what there is from before, and where more goes
    Received(Arriving arriving) {
        this.arriving = arriving;
        bytes = arriving.before();
        count = bytes.length;
        sha256.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Forgets what there is.
    void restart() {
        sha256.reset();
        arriving.restart();
        count = 0;
        total = -1;
    }

    /// @param expected bytes in all, no more than are allowed; negative where nobody said
    void expect(long expected) {
        total = expected;
        if (expected > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(count, Math.min(expected, AT_ONCE)));
        }
    }

    int count() {
        return count;
    }

    OptionalLong total() {
        long known = total;
        return known < 0 ? OptionalLong.empty() : OptionalLong.of(known);
    }

    void append(ByteBuffer more) {
        int length = more.remaining();
        if (count + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(FIRST, count + length), (int) Math.min(2L * count, 1 << 30)));
        }
        more.get(bytes, count, length);
        sha256.update(bytes, count, length);
        arriving.add(bytes, count, length);
        count += length;
    }

    /// {@return all of it; to be called once}
    byte[] bytes() {
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }

    /// {@return the digest of all of it; to be called once}
    Digest digest() {
        return new Digest(HexFormat.of().formatHex(sha256.digest()));
    }
}
