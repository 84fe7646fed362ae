package dev.wassette.wasi.gate.files;

import dev.wassette.wasi.filesystem.types.MetadataHash;
import dev.wassette.wasi.gate.os.FileStat;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// The hash of what identifies a file and its version, with a secret of this process, so that the guest gets neither
/// inode nor device: there are so few of them that it could try them all.
record Hash(FileStat stat) {
    private static final byte[] SECRET = SecureRandom.getSeed(32);

    MetadataHash value() {
        ByteBuffer all = ByteBuffer.allocate(5 * Long.BYTES + Integer.BYTES)
                .putLong(stat.device()).putLong(stat.inode()).putLong(stat.size()).putInt(stat.type().ordinal())
                .putLong(stat.modified().getEpochSecond()).putLong(stat.modified().getNano());
        ByteBuffer hash = ByteBuffer.wrap(sha256(all.array()));
        return new MetadataHash(hash.getLong(), hash.getLong());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(SECRET);
            return digest.digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
