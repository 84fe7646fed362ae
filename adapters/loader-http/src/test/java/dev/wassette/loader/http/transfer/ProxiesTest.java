package dev.wassette.loader.http.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.remote.testkit.ConnectProxy;
import dev.wassette.remote.testkit.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private static String found(Map<String, String> environment, String uri) throws IOException {
        return Proxies.of(Optional.empty(), environment).find(URI.create(uri)).map(Proxies.Proxy::toString).orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "HTTPS_PROXY=http://p:1 | https://a.example/ | p:1",
        "https_proxy=http://p:1 | https://a.example/ | p:1",
        "https_proxy=http://low:1 HTTPS_PROXY=http://up:2 | https://a.example/ | low:1",
        "HTTPS_PROXY=p:1 | https://a.example/ | p:1",
        "HTTPS_PROXY=http://p | https://a.example/ | p:1080",
        "HTTPS_PROXY=http://p:1/ | https://a.example/ | p:1",
        "HTTPS_PROXY=http://[2001:db8::1]:3128 | https://a.example/ | [2001:db8::1]:3128",
        "HTTPS_PROXY=http://p:1 | http://a.example/ | ''",
        "HTTP_PROXY=http://p:1 | https://a.example/ | ''",
        "HTTP_PROXY=http://p:1 | http://a.example/ | p:1",
        "HTTP_PROXY=http://p:1 REQUEST_METHOD=GET | http://a.example/ | ''",
        "http_proxy=http://p:1 REQUEST_METHOD=GET | http://a.example/ | p:1",
        "ALL_PROXY=http://p:1 | https://a.example/ | p:1",
        "ALL_PROXY=http://p:1 HTTPS_PROXY=http://q:2 | https://a.example/ | q:2",
        "HTTPS_PROXY=http://p:1 | https://localhost:5000/ | ''",
        "HTTPS_PROXY=http://p:1 | https://127.0.0.9/ | ''",
        "HTTPS_PROXY=http://p:1 | https://[::1]/ | ''",
        "HTTPS_PROXY=http://p:1 NO_PROXY=a.example | https://a.example/ | ''",
        "HTTPS_PROXY=http://p:1 no_proxy=b.example NO_PROXY=a.example | https://a.example/ | p:1",
        "HTTPS_PROXY=http://me:pa%40ss@p:1 | https://a.example/ | p:1"
    })
    void readsVariablesAsCurlDoes(String variables, String uri, String proxy) throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (String each : variables.strip().split(" ")) {
            environment.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        assertEquals(proxy, found(environment, uri));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a.example | a.example | true", "A.Example | a.example | true", "b.a.example | a.example | true",
        "b.a.example | .a.example | true", "ba.example | a.example | false", "a.example | b.a.example | false",
        "a.example. | a.example | true", "a.example | x.example, a.example | true", "a.example | x.example a.example | true",
        "a.example | * | true", "a.example | '' | false", "10.1.2.3 | 10.0.0.0/8 | true", "11.1.2.3 | 10.0.0.0/8 | false",
        "10.1.2.3 | 10.1.2.3 | true", "10.1.2.3 | 2.3 | false", "[2001:db8::7] | 2001:db8::/32 | true",
        "[2001:db8::7] | [2001:db8::7] | true", "a.example | 10.0.0.0/8 | false", "10.1.2.3 | 10.0.0.0/99 | false"
    })
    void readsExceptionsAsCurlDoes(String host, String list, boolean isExempt) {
        assertEquals(isExempt, Proxies.isExempt(host, list));
    }

    @Test
    void whatTheUserNamesWinsAndNoneIsNone() throws IOException {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://p:1", "NO_PROXY", "b.example");
        Proxies named = Proxies.of(Optional.of("http://q:2"), environment);
        assertEquals("q:2", named.find(URI.create("https://a.example/")).orElseThrow().toString());
        assertEquals("q:2", named.find(URI.create("http://a.example/")).orElseThrow().toString());
        assertEquals(Optional.empty(), named.find(URI.create("https://b.example/")));
        assertEquals(Optional.empty(), Proxies.of(Optional.of("none"), environment).find(URI.create("https://a.example/")));
    }

    @ParameterizedTest
    @CsvSource({"socks5://me:secret@p:1", "https://me:secret@p:1", "http://me:secret@", "http://me:se cret@p:1", "http://me:secret@p:x"})
    void refusesWhatIsNoProxyWithoutSayingItsPassword(String url) {
        var refused = assertThrows(IOException.class, () -> found(Map.of("HTTPS_PROXY", url), "https://a.example/"));
        assertTrue(refused.getMessage().contains("http://HOST:PORT"), refused::getMessage);
        assertFalse(refused.getMessage().contains("cret"), refused::getMessage);
    }

    private static SSLContext trusted() throws IOException {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
    }

    private static TransferAnswer get(ConnectProxy proxy, String user, String uri) throws TransferFailed {
        Proxies proxies = Proxies.of(Optional.empty(), Map.of("http_proxy", proxy.url(user)));
        return new HttpTransfer(ProxiesTest::trusted, _ -> true, Patience.brief(), proxies)
                .send(TransferRequest.get(URI.create(uri), 1 << 20, "test"), Progress.NONE);
    }

    @Test
    void aPasswordGoesToTheProxyAndNotBeyond() throws Exception {
        try (var server = new ScriptedServer((_, _, out) -> ScriptedServer.whole(out, 200, new byte[] {7}));
                var proxy = new ConnectProxy("me:pa@ss", _ -> URI.create(server.url("/")).getPort())) {
            assertEquals(7, get(proxy, "me:pa%40ss@", "http://a.example/x").body()[0]);
            assertEquals(List.of("a.example"), proxy.asked());
            assertFalse(server.requests().getFirst().headers().containsKey("proxy-authorization"));
            var refused = assertThrows(TransferFailed.class, () -> get(proxy, "me:wrong@", "http://a.example/x"));
            assertTrue(refused.getMessage().contains("wants a name and a password"), refused::getMessage);
            assertFalse(refused.getMessage().contains("wrong"), refused::getMessage);
            assertEquals(7, get(proxy, "me:wrong@", server.url("/direct")).body()[0]);
            assertEquals(2, proxy.asked().size());
            assertFalse(server.requests().getLast().headers().containsKey("proxy-authorization"));
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws Exception {
        var proxy = new ConnectProxy("", _ -> 0);
        proxy.close();
        var refused = assertThrows(TransferFailed.class, () -> get(proxy, "me:secret@", "http://a.example/x"));
        assertTrue(refused.getMessage().contains("by the proxy 127.0.0.1:"), refused::getMessage);
        assertFalse(refused.getMessage().contains("secret"), refused::getMessage);
    }
}
