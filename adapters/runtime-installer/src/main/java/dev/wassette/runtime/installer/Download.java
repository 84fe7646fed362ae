package dev.wassette.runtime.installer;

import dev.wassette.application.port.out.RuntimeArchives.Progress;
import dev.wassette.loader.http.transfer.Proxies;
import dev.wassette.loader.http.transfer.Proxies.Proxy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/// Downloads one file over HTTPS; over HTTP only from this machine itself. A server may send us elsewhere, but not from
/// HTTPS to anything else.
final class Download {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    private final SSLContext tls;
    private final Duration patience;
    private final Duration longest;
    private final Proxies proxies;

    /// @param patience how long a server may be silent
    /// @param longest how long the whole may take
    Download(SSLContext tls, Duration patience, Duration longest, Proxies proxies) {
        this.proxies = proxies;
        this.tls = tls;
        this.patience = patience;
        this.longest = longest;
    }

    /// Writes a file to a stream, and never more than allowed.
    ///
    /// @throws IOException with a clause for the user that follows the name of the file
    void copy(URI uri, OutputStream out, Progress progress) throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                .sslContext(tls).connectTimeout(patience).followRedirects(Redirect.NEVER)
                .proxy(proxies.selector()).build()) {
            try {
                copy(client, uri, out, progress);
            } finally {
                client.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("was not downloaded: interrupted", e);
        }
    }

    private void copy(HttpClient client, URI uri, OutputStream out, Progress progress)
            throws IOException, InterruptedException {
        URI at = allowed(uri);
        for (int redirects = 0; redirects <= InstallerLimits.MAX_REDIRECTS; redirects++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(at).timeout(patience).header("User-Agent", "wassette");
            proxy(at).flatMap(Proxy::authorization).ifPresent(value -> request.header("Proxy-Authorization", value));
            HttpResponse<InputStream> response = send(client, request.build());
            try (InputStream body = response.body()) {
                if (!REDIRECTS.contains(response.statusCode())) {
                    copy(response, body, out, progress);
                    return;
                }
                at = next(at, response);
            }
        }
        throw new IOException("cannot be downloaded: its server sends us elsewhere more than "
                + InstallerLimits.MAX_REDIRECTS + " times");
    }

    private Optional<Proxy> proxy(URI uri) throws IOException {
        try {
            return proxies.find(uri);
        } catch (IOException e) {
            throw new IOException("cannot be downloaded: " + e.getMessage(), e);
        }
    }

    private HttpResponse<InputStream> send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            throw new IOException("cannot be downloaded: the server did not answer within " + patience.toSeconds() + " s", e);
        } catch (ConnectException e) {
            throw new IOException("cannot be downloaded: there is no connection to " + request.uri().getHost()
                    + proxy(request.uri()).map(each -> " by the proxy " + each).orElse(""), e);
        } catch (IOException e) {
            throw new IOException("cannot be downloaded: " + e.getMessage(), e);
        }
    }

    private static URI next(URI from, HttpResponse<?> response) throws IOException {
        String location = response.headers().firstValue("location")
                .orElseThrow(() -> new IOException("cannot be downloaded: its server sends us elsewhere without saying where"));
        try {
            URI to = from.resolve(location);
            if (isHttps(from) && !isHttps(to)) {
                throw new IOException("cannot be downloaded: its server sends us from https to " + to.getScheme());
            }
            return allowed(to);
        } catch (IllegalArgumentException e) {
            throw new IOException("cannot be downloaded: its server sends us to what is no URL", e);
        }
    }

    private static URI allowed(URI uri) throws IOException {
        if (uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IOException("is not a URL with a host and without a password");
        }
        boolean http = "http".equalsIgnoreCase(uri.getScheme());
        if (!isHttps(uri) && !(http && LOOPBACK.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches())) {
            throw new IOException("is not downloaded: only https is, so that nobody on the way can read or change it");
        }
        return uri;
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private void copy(HttpResponse<?> response, InputStream body, OutputStream out, Progress progress)
            throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException("cannot be downloaded: the server answers with status " + response.statusCode());
        }
        OptionalLong total = response.headers().firstValueAsLong("content-length");
        if (total.orElse(0) > InstallerLimits.MAX_ARCHIVE_BYTES) {
            throw new IOException("has more than " + InstallerLimits.MAX_ARCHIVE_BYTES + " bytes");
        }
        try (var watch = new Watch(body, patience, longest)) {
            long received = 0;
            byte[] buffer = new byte[1 << 16];
            for (int count = watch.read(buffer); count >= 0; count = watch.read(buffer)) {
                received += count;
                if (received > InstallerLimits.MAX_ARCHIVE_BYTES) {
                    throw new IOException("has more than " + InstallerLimits.MAX_ARCHIVE_BYTES + " bytes");
                }
                out.write(buffer, 0, count);
                progress.received(received, total);
            }
        }
    }
}
