package dev.wassette.configuration.toml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads whole files of bounded size.
final class SmallFile {
    private SmallFile() {}

    static String text(Path file, int limit) throws MalformedConfiguration {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new MalformedConfiguration(file + " has more than " + limit + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedConfiguration(file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new MalformedConfiguration(file + " cannot be read: " + e, e);
        }
    }
}
