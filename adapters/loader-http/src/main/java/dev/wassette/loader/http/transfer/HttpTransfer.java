package dev.wassette.loader.http.transfer;

import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.DownloadCache.Arriving;
import dev.wassette.loader.http.transfer.Proxies.Proxy;
import dev.wassette.loader.http.transfer.TransferFailed.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Sends requests to servers that may be slow, broken or hostile. Every answer is bounded in size and time. What fails on
/// the way is tried again, and goes on where it stopped if the server can do that; what a server refuses is not. A server
/// may send us elsewhere, but never from HTTPS to anything else, never from elsewhere to this machine, and credentials stay
/// behind. Safe for use by several threads.
public final class HttpTransfer {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    /// Timeout, too many requests, and what a proxy says of a server that is not there.
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
    private static final long LOOK_MILLIS = 100;

    private final Trust tls;
    private final Predicate<String> plain;
    private final Patience patience;
    private final Proxies proxies;
    private HttpClient client; // guarded by this; null until the first request

    /// @param tls says who is trusted; asked at the first request
    /// @param plain whether a host (with its port, if the URI has one) may be spoken with without TLS
    public HttpTransfer(Trust tls, Predicate<String> plain, Patience patience) {
        this(tls, plain, patience, Proxies.none());
    }

    /// The same, with proxies.
    public HttpTransfer(Trust tls, Predicate<String> plain, Patience patience, Proxies proxies) {
        this.proxies = Objects.requireNonNull(proxies);
        this.tls = Objects.requireNonNull(tls);
        this.plain = Objects.requireNonNull(plain);
        this.patience = Objects.requireNonNull(patience);
    }

    /// Whom to trust.
    @FunctionalInterface
    public interface Trust {
        /// @throws IOException with a sentence for the user when what was configured cannot be used
        SSLContext context() throws IOException;
    }

    static boolean isPassing(int status) {
        return PASSING.contains(status);
    }

    /// Sends a request, as often as that makes sense.
    ///
    /// @return the answer, be it an error: of those that may pass, the last one
    public TransferAnswer send(TransferRequest request, Progress progress) throws TransferFailed {
        checkAllowed(request.uri());
        return new Attempts(request, progress).run();
    }

    /// @throws TransferFailed when a URI is not to be asked at all
    private void checkAllowed(URI uri) throws TransferFailed {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new TransferFailed(Kind.REFUSED, "is not a URL with a host and without a password");
        }
        if (!Hosts.isHttps(uri) && !(Hosts.isHttp(uri) && plain.test(uri.getRawAuthority()))) {
            throw new TransferFailed(Kind.REFUSED, "is not fetched from " + uri.getScheme() + "://" + uri.getRawAuthority()
                    + ": only https is, so that nobody on the way can read or change it");
        }
    }

    private synchronized HttpClient client() throws TransferFailed {
        if (client == null) {
            // HTTP/1.1: one large body at a time has nothing from HTTP/2, and a part of a body can be asked for in both.
            client = HttpClient.newBuilder().sslContext(trusted()).version(Version.HTTP_1_1).proxy(proxies.selector())
                    .connectTimeout(patience.connect()).followRedirects(Redirect.NEVER).build();
        }
        return client;
    }

    private Optional<Proxy> proxy(URI uri) throws TransferFailed {
        try {
            return proxies.find(uri);
        } catch (IOException e) {
            throw new TransferFailed(Kind.REFUSED, "cannot be fetched: " + e.getMessage(), e);
        }
    }

    private SSLContext trusted() throws TransferFailed {
        try {
            return tls.context();
        } catch (IOException e) {
            throw new TransferFailed(Kind.REFUSED, "cannot be fetched: " + e.getMessage(), e);
        }
    }

    /// One request until it has an answer.
    private final class Attempts {
        private final long start = System.nanoTime();
        private final TransferRequest asked;
        private final Progress progress;
        private final Received received;
        /// What tells that the rest of a body belongs to what has come of it; empty where nothing does.
        private Optional<String> validator = Optional.empty();

        Attempts(TransferRequest asked, Progress progress) {
            this.asked = asked;
            this.progress = progress;
            this.received = new Received(asked.arriving());
        }

        TransferAnswer run() throws TransferFailed {
            for (int attempt = 1;; attempt++) {
                boolean last = attempt == TransferLimits.MAX_ATTEMPTS || !asked.isRepeatable();
                try {
                    TransferAnswer answer = followed(asked, 0);
                    if (last || !isPassing(answer.status())) {
                        return answer;
                    }
                    pause(attempt, answer.header("retry-after"));
                } catch (TransferFailed failed) {
                    if (last || failed.kind() != Kind.BROKEN) {
                        throw failed;
                    }
                    pause(attempt, Optional.empty());
                }
            }
        }

        private TransferAnswer followed(TransferRequest request, int redirects) throws TransferFailed {
            HttpResponse<Received> response = sent(request);
            if (response.statusCode() == 407) {
                throw new TransferFailed(Kind.REFUSED, "cannot be fetched: the proxy "
                        + proxy(request.uri()).map(Proxy::toString).orElse("on the way")
                        + " wants a name and a password, or other ones: http://NAME:PASSWORD@HOST:PORT");
            }
            if (response.statusCode() == 416) {
                received.restart();
                throw new TransferFailed(Kind.BROKEN, "cannot be fetched: the server does not have the rest of it");
            }
            if (!REDIRECTS.contains(response.statusCode()) || !asked.isRepeatable()) {
                return answer(request, response);
            }
            if (redirects == TransferLimits.MAX_REDIRECTS) {
                throw new TransferFailed(Kind.REFUSED, "cannot be fetched: its server sends us elsewhere more than "
                        + TransferLimits.MAX_REDIRECTS + " times");
            }
            return followed(request.at(next(request.uri(), response)), redirects + 1);
        }

        private TransferAnswer answer(TransferRequest request, HttpResponse<Received> response) {
            Map<String, String> headers = new HashMap<>();
            response.headers().map()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            // A continuation is a whole answer now.
            int status = response.statusCode() == 206 ? 200 : response.statusCode();
            Received body = response.body();
            return new TransferAnswer(status, headers, body.bytes(), body.digest(), request.uri());
        }

        private URI next(URI from, HttpResponse<?> response) throws TransferFailed {
            String location = response.headers().firstValue("location").orElseThrow(() -> new TransferFailed(Kind.REFUSED,
                    "cannot be fetched: its server sends us elsewhere without saying where"));
            URI to;
            try {
                to = from.resolve(location);
            } catch (IllegalArgumentException e) {
                throw new TransferFailed(Kind.REFUSED, "cannot be fetched: its server sends us to what is no URL", e);
            }
            if (Hosts.isHttps(from) && !Hosts.isHttps(to)) {
                throw new TransferFailed(Kind.REFUSED, "cannot be fetched: its server sends us from https to "
                        + to.getScheme());
            }
            checkAllowed(to);
            if (Hosts.isLoopback(to.getHost()) && !Hosts.isLoopback(from.getHost())) {
                throw new TransferFailed(Kind.REFUSED, "cannot be fetched: its server sends us to this machine itself");
            }
            return to;
        }

        private HttpResponse<Received> sent(TransferRequest request) throws TransferFailed {
            Optional<Proxy> proxy = proxy(request.uri());
            var lastSign = new AtomicLong(System.nanoTime());
            boolean head = request.method().equals("HEAD");
            CompletableFuture<HttpResponse<Received>> answer = client().sendAsync(httpRequest(request, proxy), response -> {
                noteValidator(response);
                // What is no part of the body must not take the place of the part that is there.
                Received place = response.statusCode() / 100 == 2 ? received : new Received(Arriving.nowhere());
                return Arrival.of(response, place, lastSign, request.longest(), head);
            });
            try {
                while (true) {
                    try {
                        HttpResponse<Received> response = answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                        progress.at(asked.phase(), received.count(), received.total());
                        return response;
                    } catch (TimeoutException _) {
                        progress.at(asked.phase(), received.count(), received.total());
                        checkTime(lastSign.get());
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransferFailed(Kind.REFUSED, "was not fetched: interrupted", e);
            } catch (ExecutionException e) {
                throw failure(request.uri(), proxy, e.getCause() instanceof CompletionException ? e.getCause().getCause()
                        : e.getCause());
            } finally {
                answer.cancel(true);
            }
        }

        private HttpRequest httpRequest(TransferRequest request, Optional<Proxy> proxy) throws TransferFailed {
            HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri()).header("User-Agent", "wassette");
            request.headers().forEach(builder::header);
            request.authorization().ifPresent(value -> builder.header("Authorization", value));
            // The client gives it to the proxy alone, or to nobody where it asks the server itself.
            proxy.flatMap(Proxy::authorization).ifPresent(value -> builder.header("Proxy-Authorization", value));
            if (received.count() > 0 && (asked.lasting() || validator.isPresent())) {
                builder.header("Range", "bytes=" + received.count() + "-");
                if (!asked.lasting()) {
                    builder.header("If-Range", validator.get());
                }
            }
            try {
                return builder.method(request.method(), request.body().length == 0 && asked.isRepeatable()
                        ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body())).build();
            } catch (IllegalArgumentException e) {
                throw new TransferFailed(Kind.REFUSED, "cannot be fetched: " + e.getMessage(), e);
            }
        }

        /// Only a strong validator says that two answers are the same, byte by byte (RFC 9110, section 13.1.5).
        private void noteValidator(HttpResponse.ResponseInfo response) {
            if (response.statusCode() == 200) {
                validator = response.headers().firstValue("etag").filter(tag -> !tag.startsWith("W/"));
            }
        }

        private void checkTime(long lastSign) throws TransferFailed {
            long now = System.nanoTime();
            if (now - start > patience.whole().toNanos()) {
                throw new TransferFailed(Kind.UNREACHABLE, "cannot be fetched: it takes longer than "
                        + patience.whole().toMinutes() + " minutes");
            }
            if (now - lastSign > patience.silence().toNanos()) {
                throw new TransferFailed(received.count() > 0 ? Kind.BROKEN : Kind.UNREACHABLE,
                        "cannot be fetched: the server was silent for "
                        + patience.silence().toSeconds() + " s");
            }
        }

        private TransferFailed failure(URI uri, Optional<Proxy> proxy, Throwable cause) {
            return switch (cause) {
                case TransferFailed ours -> ours;
                case HttpConnectTimeoutException _, ConnectException _ -> new TransferFailed(Kind.UNREACHABLE,
                        "cannot be fetched: there is no connection to " + uri.getRawAuthority()
                                + proxy.map(each -> " by the proxy " + each).orElse(""), cause);
                case SSLException _ when speaksNoTls(cause) -> new TransferFailed(Kind.NOT_TLS,
                        "cannot be fetched: " + uri.getRawAuthority() + " does not speak TLS", cause);
                case SSLException _ when endsInTheMiddle(cause) -> new TransferFailed(Kind.BROKEN,
                        "cannot be fetched: the connection broke: " + cause.getMessage(), cause);
                // Somebody else answers for the host: trying again is of no use.
                case SSLHandshakeException _, SSLPeerUnverifiedException _ -> new TransferFailed(Kind.REFUSED, "cannot be fetched: TLS with "
                        + uri.getRawAuthority() + " fails: " + cause.getMessage(), cause);
                case IOException _ -> new TransferFailed(Kind.BROKEN,
                        "cannot be fetched: the connection broke: " + cause.getMessage(), cause);
                default -> new TransferFailed(Kind.REFUSED, "cannot be fetched: " + cause, cause);
            };
        }

        private static boolean speaksNoTls(Throwable cause) {
            return cause.getCause() instanceof EOFException
                    || String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("unrecognized ssl message");
        }

        private static boolean endsInTheMiddle(Throwable cause) {
            return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("terminated the handshake");
        }

        private void pause(int attempt, Optional<String> askedFor) throws TransferFailed {
            long usual = patience.pause().toMillis() << (attempt - 1);
            long jitter = ThreadLocalRandom.current().nextLong(usual / 2 + 1);
            long left = patience.whole().toMillis() - Duration.ofNanos(System.nanoTime() - start).toMillis();
            try {
                Thread.sleep(Math.max(0, Math.min(askedFor.map(HttpTransfer::seconds).orElse(usual + jitter), left)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransferFailed(Kind.REFUSED, "was not fetched: interrupted", e);
            }
        }
    }

    /// {@return milliseconds; what is a date or no number at all counts as a second}
    private static long seconds(String retryAfter) {
        long seconds = retryAfter.matches("\\d{1,6}") ? Long.parseLong(retryAfter) : 1;
        return Math.min(seconds, TransferLimits.MAX_PAUSE_SECONDS) * 1_000;
    }
}
