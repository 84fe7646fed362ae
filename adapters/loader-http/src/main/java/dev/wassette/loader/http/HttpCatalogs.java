package dev.wassette.loader.http;

import dev.wassette.application.port.out.ComponentCatalogs;
import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.DownloadCache;
import dev.wassette.application.port.out.DownloadCache.Remembered;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.TransferAnswer;
import dev.wassette.loader.http.transfer.TransferFailed;
import dev.wassette.loader.http.transfer.TransferLimits;
import dev.wassette.loader.http.transfer.TransferRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Lists of published components on web servers. A list is asked for anew when it is older than ten minutes; when its server
/// cannot be reached, or sends no list, the one from before is used: it only says what could be loaded. Safe for use by
/// several threads.
public final class HttpCatalogs implements ComponentCatalogs {
    /// Who searches often need not wait for the server each time.
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final Supplier<Map<String, String>> places;
    private final HttpTransfer transfer;
    private final DownloadCache cache;
    private final InstantSource clock;

    /// @param places URLs by the names that the user gave them; asked at each search
    /// @param cache of what was fetched before
    public HttpCatalogs(Supplier<Map<String, String>> places, HttpTransfer transfer, DownloadCache cache,
            InstantSource clock) {
        this.places = Objects.requireNonNull(places);
        this.transfer = Objects.requireNonNull(transfer);
        this.cache = Objects.requireNonNull(cache);
        this.clock = Objects.requireNonNull(clock);
    }

    /// {@return whether a place is a URL}
    public static boolean knows(String place) {
        return place.startsWith("https://") || place.startsWith("http://");
    }

    @Override
    public List<Catalog> current() {
        return new TreeMap<>(places.get()).entrySet().stream().map(each -> read(each.getKey(), each.getValue())).toList();
    }

    private Catalog read(String name, String url) {
        Optional<Remembered> known = cache.recall(key(url));
        Optional<byte[]> before = known.flatMap(remembered -> cache.find(remembered.digest()));
        if (before.isPresent() && clock.instant().isBefore(known.get().since().plus(FRESH))) {
            return text(name, url, before.get());
        }
        try {
            TransferAnswer answer = transfer.send(request(url, before.flatMap(_ -> known.get().validator())), Progress.NONE);
            if (answer.status() == 200) {
                return kept(name, url, answer);
            }
            if (answer.status() == 304 && before.isPresent()) {
                cache.remember(key(url), known.get().digest(), known.get().validator());
            }
            return before.map(bytes -> text(name, url, bytes))
                    .orElseGet(() -> new Unreachable(name, url + " answers with status " + answer.status()));
        } catch (TransferFailed e) {
            return before.map(bytes -> text(name, url, bytes)).orElseGet(() -> new Unreachable(name, url + " " + e.getMessage()));
        } catch (URISyntaxException e) {
            return new Unreachable(name, "'" + url + "' is not a URL: " + e.getReason());
        }
    }

    /// Not the URL alone, under which a component may be remembered.
    private static String key(String url) {
        return "list of components " + url;
    }

    private static TransferRequest request(String url, Optional<String> validator) throws URISyntaxException {
        TransferRequest request = TransferRequest.get(new URI(url), TransferLimits.MAX_CATALOG_BYTES, "Downloading")
                .with("Accept", "application/json");
        return validator.map(tag -> request.with("If-None-Match", tag)).orElse(request);
    }

    private Catalog kept(String name, String url, TransferAnswer answer) {
        Catalog catalog = text(name, url, answer.body());
        if (catalog instanceof Text) {
            cache.keep(answer.digest(), answer.body());
            cache.remember(key(url), answer.digest(), answer.header("etag"));
        }
        return catalog;
    }

    private static Catalog text(String name, String url, byte[] bytes) {
        try {
            return new Text(name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return new Unreachable(name, url + " is not UTF-8");
        }
    }
}
