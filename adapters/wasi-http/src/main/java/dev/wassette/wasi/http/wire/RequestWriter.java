package dev.wassette.wasi.http.wire;

import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Writes one request in HTTP/1.1 (RFC 9112). Adds to what the guest says the fields that the protocol needs: `Host`,
/// the length or the coding of the body, and `Connection: close`.
///
/// Names, values and the target come from types that let no line break through.
public final class RequestWriter {
    private static final byte[] CRLF = {'\r', '\n'};

    private final OutputStream out;
    private final boolean isChunked;

    public RequestWriter(OutputStream out, Request request) {
        this.out = out;
        this.isChunked = request.contentLength().isEmpty() && request.body().isPresent();
    }

    public void head(Request request) throws IOException {
        var head = new StringBuilder();
        line(head, request.method() + " " + request.target() + " HTTP/1.1");
        line(head, "Host: " + request.authority().hostHeader());
        fields(head, request.headers());
        if (isChunked) {
            line(head, "Transfer-Encoding: chunked");
        } else if (request.contentLength().isPresent()) {
            line(head, "Content-Length: " + request.contentLength().getAsLong());
        }
        line(head, "Connection: close");
        line(head, "");
        write(head);
    }

    /// @param chunk not empty
    public void body(byte[] chunk) throws IOException {
        if (isChunked) {
            write(new StringBuilder(HexFormat.of().toHexDigits(chunk.length)).append("\r\n"));
            out.write(chunk);
            out.write(CRLF);
        } else {
            out.write(chunk);
        }
    }

    /// @param trailers left out when the length of the body was stated: only a chunked body can have some
    public void end(Optional<FieldMap> trailers) throws IOException {
        if (isChunked) {
            var last = new StringBuilder("0\r\n");
            trailers.ifPresent(fields -> fields(last, fields));
            line(last, "");
            write(last);
        }
    }

    /// The length is written once, as it was understood.
    private static void fields(StringBuilder head, FieldMap fields) {
        for (FieldMap.Entry entry : fields.entries()) {
            if (!entry.name().equalsIgnoreCase("content-length")) {
                line(head, entry.name() + ": " + new String(entry.value(), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\r\n");
    }

    /// Latin-1 gives each byte of a value back as it was.
    private void write(StringBuilder text) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
