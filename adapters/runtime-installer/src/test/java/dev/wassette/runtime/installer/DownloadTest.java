package dev.wassette.runtime.installer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.wassette.loader.http.transfer.Proxies;
import dev.wassette.remote.testkit.ConnectProxy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Downloads from real servers on this machine, one with TLS and one without.
class DownloadTest {
    private static final byte[] CONTENT = new byte[300_000];
    private static final ExecutorService EXECUTOR = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    private static Path home;

    private static SSLContext tls;
    private static HttpsServer https;
    private static HttpServer http;

    @BeforeAll
    static void start() throws Exception {
        tls = contextOfANewCertificate();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        https = HttpsServer.create(address, 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        http = HttpServer.create(address, 0);
        for (HttpServer server : List.of(https, http)) {
            server.setExecutor(EXECUTOR);
            server.createContext("/", DownloadTest::answer);
            server.start();
        }
    }

    @AfterAll
    static void stop() {
        EXECUTOR.shutdownNow();
        https.stop(0);
        http.stop(0);
    }

    private static SSLContext contextOfANewCertificate() throws Exception {
        Path keys = home.resolve("keys.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "test", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
                "-storetype", "PKCS12", "-keystore", keys.toString(), "-storepass", "changeit")
                .redirectErrorStream(true).redirectOutput(home.resolve("keytool.log").toFile()).start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS) && keytool.exitValue() == 0, "keytool made no certificate");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, "changeit".toCharArray());
        }
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(store, "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", store.getCertificate("test"));
        var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/file" -> send(exchange, 200, CONTENT.length, CONTENT);
                case "/chunks" -> send(exchange, 200, 0, CONTENT);
                case "/moved" -> move(exchange, "/file");
                case "/circle" -> move(exchange, "/circle");
                case "/downgrade" -> move(exchange, url(http, "http", "/file").toString());
                case "/upgrade" -> move(exchange, url(https, "https", "/file").toString());
                case "/away" -> move(exchange, "http://example.com/file");
                case "/nowhere" -> send(exchange, 302, -1, new byte[0]);
                case "/liar" -> send(exchange, 200, 1L << 40, CONTENT);
                case "/endless" -> endless(exchange, 1 << 20, 0);
                case "/drip" -> endless(exchange, 1, 20);
                case "/silent" -> endless(exchange, 1, 60_000);
                case "/cut" -> send(exchange, 200, CONTENT.length + 1, CONTENT);
                default -> send(exchange, 404, -1, new byte[0]);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, long length, byte[] content) throws IOException {
        exchange.sendResponseHeaders(status, length);
        if (content.length > 0) {
            exchange.getResponseBody().write(content);
        }
    }

    private static void move(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.sendResponseHeaders(302, -1);
    }

    private static void endless(HttpExchange exchange, int size, long pauseMillis) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        byte[] part = new byte[size];
        try {
            while (true) {
                body.write(part);
                body.flush();
                Thread.sleep(pauseMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI url(HttpServer server, String scheme, String path) {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + path);
    }

    private static byte[] download(URI uri, Duration patience, Duration longest) throws IOException {
        var out = new ByteArrayOutputStream();
        new Download(tls, patience, longest, Proxies.none()).copy(uri, out, (bytes, total) -> {});
        return out.toByteArray();
    }

    private static byte[] download(URI uri) throws IOException {
        return download(uri, Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file", "/chunks", "/moved"})
    void downloads(String path) throws IOException {
        assertArrayEquals(CONTENT, download(url(https, "https", path)));
        assertArrayEquals(CONTENT, download(url(http, "http", path)));
    }

    @Test
    void followsToHttps() throws IOException {
        assertArrayEquals(CONTENT, download(url(http, "http", "/upgrade")));
    }

    @Test
    void tellsHowMuchHasArrived() throws IOException {
        List<Long> received = new ArrayList<>();
        List<OptionalLong> totals = new ArrayList<>();
        new Download(tls, Duration.ofSeconds(10), Duration.ofSeconds(60), Proxies.none())
                .copy(url(https, "https", "/file"), OutputStream.nullOutputStream(), (bytes, total) -> {
                    received.add(bytes);
                    totals.add(total);
                });
        assertEquals(CONTENT.length, received.getLast());
        assertEquals(OptionalLong.of(CONTENT.length), totals.getLast());
    }

    @ParameterizedTest
    @CsvSource({
        "/missing, status 404", "/circle, more than 5 times", "/downgrade, from https to http", "/nowhere, without saying where",
        "/liar, has more than", "/endless, has more than", "/cut, the connection broke"
    })
    void refuses(String path, String problem) {
        var refused = assertThrows(IOException.class, () -> new Download(tls, Duration.ofSeconds(10), Duration.ofSeconds(60), Proxies.none())
                .copy(url(https, "https", path), OutputStream.nullOutputStream(), (bytes, total) -> {}));
        assertTrue(refused.getMessage().contains(problem), refused::getMessage);
    }

    @Test
    void doesNotLeaveThisMachineWithoutTls() {
        var refused = assertThrows(IOException.class, () -> download(url(http, "http", "/away")));
        assertTrue(refused.getMessage().contains("only https"), refused::getMessage);
    }

    @Test
    void givesUpOnAServerThatIsSilent() {
        var refused = assertThrows(IOException.class,
                () -> download(url(https, "https", "/silent"), Duration.ofMillis(1500), Duration.ofSeconds(60)));
        assertTrue(refused.getMessage().contains("too slow"), refused::getMessage);
    }

    @Test
    void givesUpOnAServerThatDrips() {
        var refused = assertThrows(IOException.class,
                () -> download(url(https, "https", "/drip"), Duration.ofSeconds(10), Duration.ofSeconds(1)));
        assertTrue(refused.getMessage().contains("too slow"), refused::getMessage);
    }

    /// The name exists for the proxy alone.
    @Test
    void goesThroughAProxyToOtherMachines() throws Exception {
        int port = https.getAddress().getPort();
        try (var proxy = new ConnectProxy("", _ -> port)) {
            Proxies proxies = Proxies.of(Optional.empty(), Map.of("https_proxy", proxy.url("")));
            var out = new ByteArrayOutputStream();
            var refused = assertThrows(IOException.class, () -> new Download(tls, Duration.ofSeconds(10), Duration.ofSeconds(60), proxies)
                    .copy(URI.create("https://archives.example/file"), out, (bytes, total) -> {}));
            assertTrue(refused.getMessage().contains("archives.example"), refused::getMessage);
            assertEquals(List.of("archives.example:443"), proxy.asked());
            new Download(tls, Duration.ofSeconds(10), Duration.ofSeconds(60), proxies).copy(url(https, "https", "/file"), out,
                    (bytes, total) -> {});
            assertArrayEquals(CONTENT, out.toByteArray());
            assertEquals(1, proxy.asked().size());
        }
    }

    @Test
    void trustsNoCertificateOfAStranger() throws Exception {
        var stranger = new Download(SSLContext.getDefault(), Duration.ofSeconds(10), Duration.ofSeconds(60), Proxies.none());
        var refused = assertThrows(IOException.class,
                () -> stranger.copy(url(https, "https", "/file"), OutputStream.nullOutputStream(), (bytes, total) -> {}));
        assertTrue(refused.getMessage().contains("cannot be downloaded: "), refused::getMessage);
    }
}
