package dev.wassette.storage.filesystem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file with a secret in it, such as container platforms mount.
public final class TokenFile {
    private TokenFile() {}

    /// {@return the text of the file without the whitespace around it}
    ///
    /// @throws IOException when it cannot be read, is empty or too long, with a sentence for the user
    public static String read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(StorageLimits.MAX_TOKEN_BYTES + 1);
        } catch (IOException e) {
            throw new IOException("The token in " + file + " cannot be read: " + e, e);
        }
        String token = new String(bytes, StandardCharsets.UTF_8).strip();
        if (token.isEmpty() || bytes.length > StorageLimits.MAX_TOKEN_BYTES) {
            throw new IOException("The token in " + file + " must be some text of at most "
                    + StorageLimits.MAX_TOKEN_BYTES + " bytes");
        }
        return token;
    }
}
