package dev.wassette.loader.http;

import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.DownloadCache;
import dev.wassette.application.port.out.DownloadCache.Remembered;
import dev.wassette.domain.ComponentId;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.TransferAnswer;
import dev.wassette.loader.http.transfer.TransferFailed;
import dev.wassette.loader.http.transfer.TransferLimits;
import dev.wassette.loader.http.transfer.TransferRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Components on web servers, `https://` and, where that is allowed, `http://` (contract H). The id is the last segment of
/// the URL that was asked for, without `.wasm`: where a server sends us has no say in it. Safe for use by several threads.
public final class HttpComponentSource implements ComponentSource {
    private static final String EXTENSION = ".wasm";

    private final HttpTransfer transfer;
    private final DownloadCache cache;

    /// @param cache of what was fetched before
    public HttpComponentSource(HttpTransfer transfer, DownloadCache cache) {
        this.transfer = Objects.requireNonNull(transfer);
        this.cache = Objects.requireNonNull(cache);
    }

    /// {@return whether the reference has the scheme `https` or `http`}
    @Override
    public boolean knows(String reference) {
        String start = reference.substring(0, Math.min(8, reference.length())).toLowerCase(Locale.ROOT);
        return start.startsWith("https://") || start.startsWith("http://");
    }

    @Override
    public Fetch fetch(Wanted wanted) {
        try {
            var uri = new URI(wanted.reference());
            URI place = new URI(uri.getScheme(), uri.getSchemeSpecificPart(), null);
            // Not rebuilt from decoded parts where nothing is to be left out.
            return fetch(wanted, uri.getRawFragment() == null ? uri : place, id(uri));
        } catch (URISyntaxException e) {
            return new Unavailable("'" + wanted.reference() + "' is not a URL: " + e.getReason());
        } catch (IllegalArgumentException e) {
            return new Unavailable("The last part of the path of " + wanted.reference()
                    + " does not do as a component id: " + e.getMessage() + ". Download the file and load it from there.");
        } catch (TransferFailed e) {
            return new Unavailable(wanted.reference() + " " + e.getMessage());
        }
    }

    /// @throws IllegalArgumentException with a sentence for the user when the URL gives the component no name
    private static ComponentId id(URI uri) {
        String path = Objects.requireNonNullElse(uri.getRawPath(), "");
        String last = path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B");
        String name = URLDecoder.decode(last, StandardCharsets.UTF_8);
        return new ComponentId(name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name);
    }

    private Fetch fetch(Wanted wanted, URI uri, ComponentId id) throws TransferFailed {
        String origin = uri.toString();
        Optional<byte[]> wantedBytes = wanted.digest().flatMap(cache::find);
        if (wantedBytes.isPresent()) {
            return new Fetched(id, origin, wantedBytes.get());
        }
        Optional<Known> known = cache.recall(origin)
                .flatMap(before -> cache.find(before.digest()).map(bytes -> new Known(before, bytes)));
        TransferAnswer answer;
        try {
            answer = transfer.send(request(uri, known), wanted.progress());
        } catch (TransferFailed failed) {
            if (known.isPresent() && failed.isOfTheLine()) {
                return wanted.accept(asBefore(id, origin, known.get(), origin + " " + failed.getMessage()));
            }
            throw failed;
        }
        if (answer.status() == 304 && known.isPresent()) {
            return wanted.accept(new Fetched(id, origin, known.get().bytes()));
        }
        if (known.isPresent() && answer.isOfTheLine()) {
            return wanted.accept(asBefore(id, origin, known.get(), failure(origin, answer)));
        }
        return answer.status() == 200 ? kept(wanted, new Fetched(id, origin, answer.body()), answer)
                : new Unavailable(failure(origin, answer));
    }

    /// @param remembered what the URL led to
    private record Known(Remembered remembered, byte[] bytes) {}

    private static TransferRequest request(URI uri, Optional<Known> known) {
        TransferRequest request = TransferRequest.get(uri, TransferLimits.MAX_COMPONENT_BYTES, "Downloading")
                .with("Accept", "application/wasm, application/octet-stream, */*;q=0.5");
        return known.flatMap(before -> before.remembered().validator())
                .map(tag -> request.with("If-None-Match", tag)).orElse(request);
    }

    /// Who can keep us from a server can so keep us at an older version, which has run here already; hence the warning.
    private static Fetched asBefore(ComponentId id, String origin, Known known, String problem) {
        return new Fetched(id, origin, known.bytes(), Optional.empty(), Optional.empty(),
                List.of(problem + ". What it had on " + known.remembered().since() + " was loaded instead: "
                        + known.remembered().digest() + "."));
    }

    private Fetch kept(Wanted wanted, Fetched fetched, TransferAnswer answer) {
        Fetch accepted = wanted.accept(fetched);
        if (accepted instanceof Fetched) {
            cache.keep(answer.digest(), answer.body());
            cache.remember(fetched.origin(), answer.digest(), answer.header("etag"));
        }
        return accepted;
    }

    /// What the server says beside the status stays out: it may be a letter to the agent.
    private static String failure(String origin, TransferAnswer answer) {
        return "Failed to download component from URL: " + origin + ". Status code: " + answer.status();
    }
}
