package dev.wassette.wasi.http.wire;

import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.HttpFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The bytes of a connection, read as lines or as they come. An end of the connection is an answer only where the
/// caller says so; everywhere else it is a failure.
final class Lines {
    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int next;
    private int end;

    Lines(InputStream in) {
        this.in = in;
    }

    /// Reads to the next line feed. A single one ends a line like CR LF does (RFC 9112, 2.2).
    ///
    /// @param max the most bytes of the line, without its end
    /// @return the line in Latin-1, without its end; empty when it would be longer
    /// @throws HttpFailure `HTTP-response-incomplete` when the connection ends before
    Optional<String> line(int max) throws IOException {
        var line = new ByteArrayOutputStream();
        while (line.size() <= max + 1) {
            int octet = octet();
            if (octet == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                String content = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
                return content.length() <= max ? Optional.of(content) : Optional.empty();
            }
            line.write(octet);
        }
        return Optional.empty();
    }

    /// Reads what there is, waiting for at least one byte.
    ///
    /// @param max more than 0
    /// @return empty at the end of the connection
    Optional<byte[]> some(long max) throws IOException {
        if (!fill()) {
            return Optional.empty();
        }
        int length = (int) Math.min(max, end - next);
        byte[] some = Arrays.copyOfRange(buffer, next, next + length);
        next += length;
        return Optional.of(some);
    }

    private int octet() throws IOException {
        if (!fill()) {
            throw HttpFailure.of(ErrorCode.Kind.HTTP_RESPONSE_INCOMPLETE);
        }
        return buffer[next++] & 0xFF;
    }

    /// Waits for bytes when there are none.
    ///
    /// @return whether there are some; otherwise the connection has ended
    boolean fill() throws IOException {
        if (next == end) {
            int read = in.read(buffer);
            next = 0;
            end = Math.max(0, read);
        }
        return end > 0;
    }
}
