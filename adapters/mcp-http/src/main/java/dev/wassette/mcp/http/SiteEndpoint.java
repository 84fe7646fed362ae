package dev.wassette.mcp.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Hands requests to the pages of a [Site].
final class SiteEndpoint implements Endpoint {
    private static final int CHUNK_BYTES = 16 << 10;

    private final Site site;
    /// Whatever hosts the transports are for: pages are for this machine only, and no cookie belongs to strangers.
    private final Gatekeeper gatekeeper = new Gatekeeper(List.of("localhost", "127.0.0.1", "[::1]"), Optional.empty());

    SiteEndpoint(Site site) {
        this.site = Objects.requireNonNull(site);
    }

    boolean serves(String path) {
        return path.equals(site.path()) || path.startsWith(site.path() + "/");
    }

    @Override
    public void handle(Request request, Response response, Callback done) throws IOException {
        Optional<Refusal> refusal = gatekeeper.refusal(request.getHeaders());
        if (refusal.isPresent()) {
            Answers.refuse(refusal.get(), response, done);
            return;
        }
        Optional<String> body = body(request);
        if (body.isEmpty()) {
            Answers.refuse(new Refusal(HttpStatus.PAYLOAD_TOO_LARGE_413, "the form is too long"), response, done);
            return;
        }
        Site.Page page = site.answer(new Site.Visit(request.getMethod(), request.getHttpURI().getPath(),
                Objects.requireNonNullElse(request.getHttpURI().getQuery(), ""), headers(request.getHeaders()), body.get()));
        response.setStatus(page.status());
        page.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, ByteBuffer.wrap(page.body()), done);
    }

    private static Map<String, String> headers(HttpFields fields) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : fields) {
            headers.putIfAbsent(field.getLowerCaseName().toLowerCase(Locale.ROOT), Objects.requireNonNullElse(field.getValue(), ""));
        }
        return headers;
    }

    /// {@return the body; empty when it is too long}
    private static Optional<String> body(Request request) throws IOException {
        long deadline = System.nanoTime() + HttpLimits.MAX_UPLOAD.toNanos();
        try (InputStream in = Content.Source.asInputStream(request)) {
            var body = new ByteArrayOutputStream();
            var chunk = new byte[CHUNK_BYTES];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                body.write(chunk, 0, read);
                if (body.size() > HttpLimits.MAX_FORM_BYTES) {
                    return Optional.empty();
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("the body came too slowly");
                }
            }
            return Optional.of(body.toString(StandardCharsets.UTF_8));
        }
    }
}
