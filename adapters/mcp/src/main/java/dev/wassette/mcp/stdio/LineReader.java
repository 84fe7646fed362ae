package dev.wassette.mcp.stdio;

import dev.wassette.application.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Splits a stream into lines. Of a line that is too long nothing is kept, however long it is.
final class LineReader {
    private final InputStream in;
    private final int maxBytes;
    private final byte[] chunk = new byte[64 << 10];
    private int at;
    private int end;

    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /// What the stream has next.
    sealed interface Line {}

    /// @param bytes without the newline
    record Text(byte[] bytes) implements Line {}

    /// @param id of the request in that line, where it could be found
    record TooLong(Optional<JsonValue> id) implements Line {}

    record End() implements Line {}

    /// {@return the next line; the last one need not end in a newline}
    Line next() throws IOException {
        if (!fill()) {
            return new End();
        }
        var line = new ByteArrayOutputStream();
        do {
            int newline = newline();
            if (newline - at > maxBytes - line.size()) {
                return skip(line.toByteArray());
            }
            line.write(chunk, at, newline - at);
            at = newline;
        } while (at == end && fill());
        at++;
        return new Text(line.toByteArray());
    }

    private Line skip(byte[] start) throws IOException {
        var finder = new IdFinder();
        finder.read(start, 0, start.length);
        do {
            int newline = newline();
            finder.read(chunk, at, newline);
            at = newline;
        } while (at == end && fill());
        at++;
        return new TooLong(finder.id());
    }

    /// {@return where the current line ends in this chunk: at a newline or at the end of the chunk}
    private int newline() {
        int i = at;
        while (i < end && chunk[i] != '\n') {
            i++;
        }
        return i;
    }

    /// {@return whether there is a byte at [#at]}
    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(chunk));
        return end > 0;
    }
}
