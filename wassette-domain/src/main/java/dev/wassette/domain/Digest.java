package dev.wassette.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A SHA-256 digest.
///
/// @param hex 64 lower-case hexadecimal digits
public record Digest(String hex) {
    private static final Pattern VALID = Pattern.compile("[0-9a-f]{64}");

    public Digest {
        if (!VALID.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 digest: '" + hex + "'");
        }
    }

    /// {@return the digest of these bytes}
    public static Digest of(byte[] bytes) {
        try {
            return new Digest(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "sha256:" + hex;
    }
}
