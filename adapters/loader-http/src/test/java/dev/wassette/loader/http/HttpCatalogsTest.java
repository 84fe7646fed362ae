package dev.wassette.loader.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.ComponentCatalogs.Catalog;
import dev.wassette.application.port.out.ComponentCatalogs.Text;
import dev.wassette.application.port.out.ComponentCatalogs.Unreachable;
import dev.wassette.loader.http.transfer.Hosts;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.Patience;
import dev.wassette.loader.http.transfer.TransferLimits;
import dev.wassette.remote.testkit.MapCache;
import dev.wassette.remote.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class HttpCatalogsTest {
    private static final byte[] LIST = "[]".getBytes(StandardCharsets.UTF_8);

    private final MapCache cache = new MapCache(); // remembers everything as of 1970
    private Instant now = Instant.EPOCH;

    private List<Catalog> lists(Map<String, String> places) {
        var patience = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMillis(1));
        return new HttpCatalogs(() -> places, new HttpTransfer(HttpCatalogsTest::usual, Hosts::isLoopback, patience), cache,
                () -> now).current();
    }

    private static SSLContext usual() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Catalog list(String url) {
        return lists(Map.of("team", url)).getFirst();
    }

    private void assertUnreachable(String part, String url) {
        String reason = assertInstanceOf(Unreachable.class, list(url)).reason();
        assertTrue(reason.contains(part), reason);
    }

    @Test
    void asksAgainAfterTenMinutesAndTakesTheWordOfTheServerThatNothingHasChanged() throws IOException {
        try (var server = new ScriptedServer((request, _, out) -> {
            if (request.headers().containsKey("if-none-match")) {
                ScriptedServer.head(out, 304);
            } else {
                ScriptedServer.whole(out, 200, LIST, "ETag: \"1\"");
            }
        })) {
            String url = server.url("/list.json");
            assertEquals(new Text("team", "[]"), list(url));
            now = Instant.EPOCH.plus(Duration.ofMinutes(9));
            assertEquals(new Text("team", "[]"), list(url));
            assertEquals(1, server.requests().size());
            now = Instant.EPOCH.plus(Duration.ofMinutes(11));
            assertEquals(new Text("team", "[]"), list(url));
            assertEquals(2, server.requests().size());
            assertEquals("\"1\"", server.requests().get(1).headers().get("if-none-match"));
        }
    }

    @Test
    void usesTheListFromBeforeWhileTheServerHasNone() throws IOException {
        var status = new AtomicInteger(200);
        String url;
        try (var server = new ScriptedServer((_, _, out) -> ScriptedServer.whole(out, status.get(), LIST))) {
            url = server.url("/list.json");
            list(url);
            now = Instant.EPOCH.plus(Duration.ofDays(1));
            status.set(404);
            assertEquals(new Text("team", "[]"), list(url));
        }
        assertEquals(new Text("team", "[]"), list(url));
    }

    @Test
    void oneThatIsNotThereDoesNotStopTheOthers() throws IOException {
        try (var server = new ScriptedServer((request, _, out) ->
                ScriptedServer.whole(out, request.path().equals("/good") ? 200 : 404, LIST))) {
            List<Catalog> all = lists(Map.of("a", server.url("/none"), "b", server.url("/good")));
            assertEquals(new Unreachable("a", server.url("/none") + " answers with status 404"), all.get(0));
            assertEquals(new Text("b", "[]"), all.get(1));
        }
    }

    @Test
    void refusesWhatIsTooLargeNoTextOrNotAskedForSafely() throws IOException {
        try (var server = new ScriptedServer((request, _, out) -> ScriptedServer.whole(out, 200,
                request.path().equals("/large") ? new byte[TransferLimits.MAX_CATALOG_BYTES + 1] : new byte[] {(byte) 0xff}))) {
            assertUnreachable("more than 4 MiB", server.url("/large"));
            assertUnreachable("not UTF-8", server.url("/odd"));
        }
        assertUnreachable("only https", "http://tools.example.com/list.json");
        assertUnreachable("not a URL", "https://exa mple");
        assertEquals(Map.of(), cache.contents);
    }
}
