package dev.wassette.storage.filesystem;

import dev.wassette.component.engine.CodeKey;
import dev.wassette.domain.Digest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tells our own compiled code from anybody else's: HMAC-SHA-256 (RFC 2104) with a secret of this user over the whole
/// key and the code. The key is part of it, so that a true entry under another name is refused too.
final class Seal {
    /// The length of a seal.
    static final int BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int PIECE_BYTES = 256 << 10;

    private final SecretKeySpec secret;

    private Seal(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /// Reads the secret, or makes one.
    static Seal withKeyFrom(Path keyFile) throws IOException {
        if (!Files.exists(keyFile)) {
            makeKey(keyFile);
        }
        try (var in = Files.newInputStream(keyFile)) {
            byte[] secret = in.readNBytes(BYTES);
            if (secret.length != BYTES) {
                throw new IOException("the key file " + keyFile + " is too short; delete it and start again");
            }
            return new Seal(secret);
        }
    }

    private static void makeKey(Path keyFile) throws IOException {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        Path temporary = keyFile.resolveSibling(keyFile.getFileName() + "." + ProcessHandle.current().pid());
        try (var out = OwnerOnly.newFile(temporary)) {
            out.write(ByteBuffer.wrap(fresh));
        }
        try {
            Files.move(temporary, keyFile);
        } catch (FileAlreadyExistsException another) {
            // another process was quicker: its secret serves
            Files.delete(temporary);
        }
    }

    /// {@return the name of the file for a key, without characters that come from outside}
    static String fileName(CodeKey key) {
        return Digest.of(bytesOf(key)).hex();
    }

    /// {@return the seal of this code}
    byte[] of(CodeKey key, ByteBuffer code) {
        Mac mac = begin(key);
        mac.update(code);
        return mac.doFinal();
    }

    /// {@return the seal of the code that is in a file from its position on}
    ///
    /// @param length of the code in bytes
    byte[] of(CodeKey key, ReadableByteChannel file, long length) throws IOException {
        Mac mac = begin(key);
        ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
        for (long rest = length; rest > 0; rest -= piece.limit()) {
            piece.clear().limit((int) Math.min(rest, PIECE_BYTES));
            while (piece.hasRemaining()) {
                if (file.read(piece) < 0) {
                    throw new EOFException("the file has become shorter");
                }
            }
            mac.update(piece.flip());
        }
        return mac.doFinal();
    }

    private Mac begin(CodeKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(bytesOf(key));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /// {@return whether a seal found beside this code is ours}
    boolean fits(byte[] found, CodeKey key, ByteBuffer code) {
        return MessageDigest.isEqual(of(key, code), found);
    }

    private static byte[] bytesOf(CodeKey key) {
        // the engine is one line and the digest has a fixed length: no two keys make the same text
        return (key.engine() + "\n" + key.module().hex() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
