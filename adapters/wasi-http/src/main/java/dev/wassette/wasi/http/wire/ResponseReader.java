package dev.wassette.wasi.http.wire;

import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.http.message.ErrorCode;
import dev.wassette.wasi.http.message.ErrorCode.Kind;
import dev.wassette.wasi.http.message.FieldMap;
import dev.wassette.wasi.http.message.HttpFailure;
import dev.wassette.wasi.http.message.HttpLimits;
import dev.wassette.wasi.http.message.HttpSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one response in HTTP/1.1 or HTTP/1.0 (RFC 9112): its head, then its body, then its trailers. The connection
/// is good for one response, so nothing behind it is looked at.
public final class ResponseReader {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})(?: .*)?");
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Lines lines;
    private final boolean answersHead;
    private final long maxBody;
    private BodyReader body;

    /// What stands before the body.
    ///
    /// @param headers without those that concern the connection
    public record Head(int status, FieldMap headers) {}

    /// @param answersHead whether the request has the method HEAD, so that no body follows
    /// @param maxBody the most bytes of the body
    public ResponseReader(InputStream in, boolean answersHead, long maxBody) {
        this.lines = new Lines(in);
        this.answersHead = answersHead;
        this.maxBody = maxBody;
    }

    /// Waits for the first byte. May be called again after it has failed.
    ///
    /// @throws HttpFailure `connection-terminated` when the connection ends instead
    public void await() throws IOException {
        if (!lines.fill()) {
            throw HttpFailure.of(Kind.CONNECTION_TERMINATED);
        }
    }

    /// Reads up to the body. Leaves out responses that only say that the real one comes later.
    ///
    /// @throws HttpFailure when the server breaks the protocol or a limit
    public Head head() throws IOException {
        for (int i = 0; i <= HttpLimits.MAX_INFORMATIONAL_RESPONSES; i++) {
            int status = status();
            FieldMap fields = fields(Kind.HTTP_RESPONSE_HEADER_SECTION_SIZE);
            if (status == SWITCHING_PROTOCOLS) {
                throw HttpFailure.of(Kind.HTTP_UPGRADE_FAILED); // nobody asked for it
            }
            if (status >= 200) {
                body = body(status, fields);
                return new Head(status, withoutConnection(fields));
            }
        }
        throw HttpFailure.of(Kind.HTTP_PROTOCOL_ERROR);
    }

    /// {@return the next bytes of the body; empty at its end}
    ///
    /// @throws HttpFailure as [#head] does
    public Optional<byte[]> body() throws IOException {
        return body.next();
    }

    /// {@return the fields behind the body, which has been read to its end}
    public Optional<FieldMap> trailers() {
        return body.trailers();
    }

    private int status() throws IOException {
        Matcher line = STATUS_LINE.matcher(lines.line(HttpLimits.MAX_FIELDS_BYTES)
                .orElseThrow(() -> tooLarge(Kind.HTTP_RESPONSE_HEADER_SECTION_SIZE)));
        if (!line.matches()) {
            throw HttpFailure.of(Kind.HTTP_PROTOCOL_ERROR);
        }
        return Integer.parseInt(line.group(1));
    }

    private FieldMap fields(Kind tooLarge) throws IOException {
        var fields = new FieldMap();
        while (true) {
            String line = lines.line(HttpLimits.MAX_FIELDS_BYTES).orElseThrow(() -> tooLarge(tooLarge));
            if (line.isEmpty()) {
                return fields;
            }
            addField(fields, line);
            if (fields.size() > HttpLimits.MAX_FIELDS_BYTES) {
                throw tooLarge(tooLarge);
            }
        }
    }

    /// A line that continues the one before has no name of its own and is refused: RFC 9112, 5.2, has no use for it.
    private static void addField(FieldMap fields, String line) throws HttpFailure {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(0, colon));
        byte[] value = withoutBlanksAround(line, colon + 1).getBytes(StandardCharsets.ISO_8859_1);
        if (!HttpSyntax.isFieldName(name) || !HttpSyntax.isFieldValue(value)) {
            throw HttpFailure.of(Kind.HTTP_PROTOCOL_ERROR);
        }
        fields.append(name, value);
    }

    /// In one pass: a server may send nothing but blanks.
    private static String withoutBlanksAround(String line, int from) {
        int start = from;
        int end = line.length();
        while (start < end && isBlank(line.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    private static boolean isBlank(char each) {
        return each == ' ' || each == '\t';
    }

    private static HttpFailure tooLarge(Kind section) {
        return new HttpFailure(ErrorCode.some(section, new WitValue.U32(HttpLimits.MAX_FIELDS_BYTES)));
    }

    private static FieldMap withoutConnection(FieldMap fields) {
        FieldMap kept = new FieldMap();
        for (FieldMap.Entry entry : fields.entries()) {
            if (!HttpSyntax.isForbidden(entry.name())) {
                kept.append(entry.name(), entry.value());
            }
        }
        return kept;
    }

    /// RFC 9112, 6.3
    private BodyReader body(int status, FieldMap fields) throws HttpFailure {
        if (answersHead || status == NO_CONTENT || status == NOT_MODIFIED) {
            return new BodyReader.Sized(lines, 0);
        }
        List<String> codings = texts(fields, "transfer-encoding");
        if (!codings.isEmpty()) {
            if (!codings.equals(List.of("chunked"))) {
                throw new HttpFailure(ErrorCode.some(Kind.HTTP_RESPONSE_TRANSFER_CODING,
                        new WitValue.Str(String.join(", ", codings))));
            }
            return new BodyReader.Chunked(lines, maxBody, this::trailerFields);
        }
        List<String> lengths = texts(fields, "content-length");
        return lengths.isEmpty() ? new BodyReader.ToTheEnd(lines, maxBody) : sized(lengths);
    }

    private BodyReader sized(List<String> lengths) throws HttpFailure {
        if (lengths.stream().distinct().count() > 1 || !lengths.getFirst().matches("[0-9]{1,18}")) {
            throw HttpFailure.of(Kind.HTTP_PROTOCOL_ERROR);
        }
        long length = Long.parseLong(lengths.getFirst());
        if (length > maxBody) {
            throw new HttpFailure(ErrorCode.responseBodySize(length));
        }
        return new BodyReader.Sized(lines, length);
    }

    private FieldMap trailerFields() throws IOException {
        return withoutConnection(fields(Kind.HTTP_RESPONSE_TRAILER_SECTION_SIZE));
    }

    /// {@return the elements of all fields of the name, each a list, in lower case}
    private static List<String> texts(FieldMap fields, String name) {
        return fields.get(name).stream()
                .flatMap(value -> Pattern.compile(",").splitAsStream(new String(value, StandardCharsets.ISO_8859_1)))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
