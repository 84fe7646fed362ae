package dev.wassette.mcp.http;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.mcp.protocol.RpcError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/// The body of a request.
sealed interface Incoming {
    int CHUNK_BYTES = 16 << 10;

    /// @param bytes how long the text was
    record Json(JsonValue value, int bytes) implements Incoming {}

    /// @param error for the client
    record NoJson(int status, RpcError error) implements Incoming {}

    /// Reads the body to its end, and waits for it.
    ///
    /// @param upload answers for what is read
    /// @throws IOException when the client has gone, or was silent for too long
    static Incoming read(Request request, Uploads.Upload upload) throws IOException {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            return new NoJson(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                    RpcError.invalidRequest("the field Content-Type must be application/json"));
        }
        if (request.getLength() > HttpLimits.MAX_BODY_BYTES) {
            return tooLong();
        }
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = read(in, upload, System.nanoTime() + HttpLimits.MAX_UPLOAD.toNanos());
            return bytes.length > HttpLimits.MAX_BODY_BYTES ? tooLong() : upload.isTooMuch() ? tooMuch() : parse(bytes);
        }
    }

    /// {@return the body; when it is too long or too much, some of it}
    private static byte[] read(InputStream in, Uploads.Upload upload, long deadline) throws IOException {
        var body = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0 && body.size() <= HttpLimits.MAX_BODY_BYTES && !upload.isTooMuch();
                read = in.read(chunk)) {
            body.write(chunk, 0, read);
            upload.hold(body.size());
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("the body came too slowly");
            }
        }
        return body.toByteArray();
    }

    private static Incoming parse(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new Json(JsonText.parse(text), bytes.length);
        } catch (CharacterCodingException _) {
            return new NoJson(HttpStatus.BAD_REQUEST_400, RpcError.parseError("the body is not UTF-8"));
        } catch (MalformedJson problem) {
            return new NoJson(HttpStatus.BAD_REQUEST_400, problem.isRefused()
                    ? RpcError.invalidRequest(problem.getMessage()) : RpcError.parseError(problem.getMessage()));
        }
    }

    private static Incoming tooMuch() {
        return new NoJson(HttpStatus.SERVICE_UNAVAILABLE_503,
                RpcError.invalidRequest("other clients are sending long messages; send this one again later"));
    }

    private static Incoming tooLong() {
        return new NoJson(HttpStatus.PAYLOAD_TOO_LARGE_413,
                RpcError.invalidRequest("the body is longer than " + HttpLimits.MAX_BODY_BYTES + " bytes"));
    }
}
