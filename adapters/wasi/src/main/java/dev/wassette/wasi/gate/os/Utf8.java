package dev.wassette.wasi.gate.os;

import dev.wassette.wasi.filesystem.types.ErrorCode;
import dev.wassette.wasi.filesystem.types.FilesystemError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Names of Linux are bytes; a guest sees only those that are text.
final class Utf8 {
    private Utf8() {}

    /// @throws FilesystemError `illegal-byte-sequence`
    static String decode(byte[] bytes) throws FilesystemError {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new FilesystemError(ErrorCode.ILLEGAL_BYTE_SEQUENCE);
        }
    }
}
