package dev.wassette.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A SHA-256 digest.
///
/// @param hex 64 lower-case hexadecimal digits
public record Digest(String hex) {
    private static final String PREFIX = "sha256:";
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

    /// {@return the digest that a text states as `sha256:` and 64 hexadecimal digits, in any case; empty when it is none}
    public static Optional<Digest> parse(String text) {
        String hex = text.startsWith(PREFIX) ? text.substring(PREFIX.length()).toLowerCase(Locale.ROOT) : "";
        return VALID.matcher(hex).matches() ? Optional.of(new Digest(hex)) : Optional.empty();
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
