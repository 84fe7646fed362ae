package dev.wassette.wasi.http.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.component.host.Denial;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.NetworkGrant;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.wasi.http.Caller;
import dev.wassette.wasi.http.Caller.Refused;
import dev.wassette.wasi.http.HttpGuest;
import dev.wassette.wasi.http.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A guest tries to reach what it was not granted: a line for each attempt.
@Timeout(30)
class NetworkWallTest {
    /// What the user allowed. None of it names an address of this machine.
    private static final List<String> ALLOWED =
            List.of("https://api.example.com", "*.example.org", "port.example.net:8443", "http://plain.example.net",
                    "93.184.216.34", "[2606:2800:220:1::1]:443", "evil.example.net", "both.example.net");
    private static final List<String> DENIED = List.of("private.example.org", "http://both.example.net", "*.evil.example.org");

    private static Peer secret;

    @BeforeAll
    static void listen() throws IOException {
        secret = new Peer(Peer.answering(Peer.ok("the secret of this machine")));
    }

    @AfterAll
    static void nobodyCame() {
        assertEquals(List.of(), secret.heads());
        secret.close();
    }

    private static Grant grant(List<String> allow, List<String> deny) {
        return Grant.nothing().with(new NetworkGrant(hosts(allow), hosts(deny)));
    }

    private static List<NetworkPermission> hosts(List<String> entries) {
        return entries.stream().<NetworkPermission>map(NetworkPermission.Host::new).toList();
    }

    /// What a request is refused with, before anybody looks up its name. `PORT` is where the secret is.
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            http://api.example.com/ => HTTP-request-denied
            https://example.com/ => HTTP-request-denied
            https://api.example.com.evil.net/ => HTTP-request-denied
            https://evil.net/api.example.com => HTTP-request-denied
            https://xapi.example.com/ => HTTP-request-denied
            https://api-example.com/ => HTTP-request-denied
            https://a.api.example.com/ => HTTP-request-denied
            https://example.org/ => HTTP-request-denied
            https://evilexample.org/ => HTTP-request-denied
            https://private.example.org/ => HTTP-request-denied
            https://PRIVATE.example.org./ => HTTP-request-denied
            https://deep.down.evil.example.org/ => HTTP-request-denied
            http://both.example.net/ => HTTP-request-denied
            https://port.example.net/ => HTTP-request-denied
            https://port.example.net:8444/ => HTTP-request-denied
            https://port.example.net:443/ => HTTP-request-denied
            https://plain.example.net/ => HTTP-request-denied
            http://93.184.216.35/ => HTTP-request-denied
            http://[2606:2800:220:1::1]/ => HTTP-request-denied
            https://[2606:2800:220:1::2]/ => HTTP-request-denied
            http://127.0.0.1:PORT/ => HTTP-request-denied
            http://localhost:PORT/ => HTTP-request-denied
            http://LOCALHOST.:PORT/ => HTTP-request-denied
            http://a.localhost:PORT/ => HTTP-request-denied
            http://[::1]:PORT/ => HTTP-request-denied
            http://[0:0:0:0:0:0:0:1]:PORT/ => HTTP-request-denied
            http://[::ffff:127.0.0.1]:PORT/ => HTTP-request-denied
            http://[::ffff:7f00:1]:PORT/ => HTTP-request-denied
            http://[::7f00:1]:PORT/ => HTTP-request-denied
            http://[64:ff9b::7f00:1]:PORT/ => HTTP-request-denied
            http://[2002:7f00:1::]:PORT/ => HTTP-request-denied
            http://0.0.0.0:PORT/ => HTTP-request-denied
            http://[::]:PORT/ => HTTP-request-denied
            http://127.1.2.3:PORT/ => HTTP-request-denied
            http://169.254.169.254/latest/meta-data/ => HTTP-request-denied
            http://[fd00:ec2::254]/latest/meta-data/ => HTTP-request-denied
            http://[::ffff:169.254.169.254]/ => HTTP-request-denied
            http://metadata.google.internal/ => HTTP-request-denied
            http://255.255.255.255/ => HTTP-request-denied
            http://224.0.0.1/ => HTTP-request-denied
            http://127.1:PORT/ => HTTP-request-URI-invalid
            http://127.0.1:PORT/ => HTTP-request-URI-invalid
            http://2130706433:PORT/ => HTTP-request-URI-invalid
            http://0x7f000001:PORT/ => HTTP-request-URI-invalid
            http://0x7f.0.0.1:PORT/ => HTTP-request-URI-invalid
            http://0177.0.0.1:PORT/ => HTTP-request-URI-invalid
            http://127.0.0.01:PORT/ => HTTP-request-URI-invalid
            http://127.0.0.1.:PORT/ => HTTP-request-denied
            http://127.0.0.1..:PORT/ => HTTP-request-URI-invalid
            http://127.0.0.256:PORT/ => HTTP-request-URI-invalid
            http://1.2.3.4.5/ => HTTP-request-URI-invalid
            http://api.example.com.0x7f/ => HTTP-request-URI-invalid
            http://[127.0.0.1]:PORT/ => HTTP-request-URI-invalid
            http://[::1%25lo]:PORT/ => set-authority
            http://[::1%lo]:PORT/ => set-authority
            http://[fe80::1%eth0]/ => set-authority
            http://[:::1]:PORT/ => HTTP-request-URI-invalid
            http://[1::2::3]:PORT/ => HTTP-request-URI-invalid
            http://%6c%6f%63%61lhost:PORT/ => HTTP-request-URI-invalid
            https://api.example.com%2eevil.net/ => HTTP-request-URI-invalid
            https://api.example.com%00.evil.net/ => HTTP-request-URI-invalid
            https://api..example.com/ => HTTP-request-URI-invalid
            https://.example.org/ => HTTP-request-URI-invalid
            https://.../ => HTTP-request-URI-invalid
            https://api.example.com:0/ => HTTP-request-URI-invalid
            https://api.example.com:65536/ => set-authority
            https://api.example.com:-1/ => set-authority
            https://api.example.com:443:PORT/ => set-authority
            https://api.example.com@127.0.0.1:PORT/ => set-authority
            https://127.0.0.1:PORT@api.example.com/ => set-authority
            https://user:password@api.example.com/ => set-authority
            https://api.example.com,127.0.0.1/ => HTTP-request-URI-invalid
            https://api.example.com\\127.0.0.1/ => set-authority
            https://api.example.com?127.0.0.1/ => set-authority
            https://api.example.com#127.0.0.1/ => set-authority
            'https://api.example.com 127.0.0.1/' => set-authority
            https://*.example.org/ => HTTP-request-URI-invalid
            https://b\u00fccher.example.org/ => set-authority
            https://\uff41pi.example.com/ => set-authority
            https://api\u3002example.com/ => set-authority
            file:///etc/passwd => set-authority
            file://localhost/etc/passwd => HTTP-protocol-error
            ftp://api.example.com/ => HTTP-protocol-error
            ws://api.example.com/ => HTTP-protocol-error
            unix://tmp/socket => HTTP-protocol-error
            HTTPS://api.example.com/ => HTTP-protocol-error
            ht tp://api.example.com/ => set-scheme
            """)
    void isRefused(String url, String expected) {
        var looked = Collections.synchronizedList(new ArrayList<String>());
        try (var guest = new HttpGuest(grant(ALLOWED, DENIED), name -> {
            looked.add(name);
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        }, NetworkWallTest::noTls)) {
            String refused = refusal(guest, url.replace("PORT", String.valueOf(secret.port())));
            assertEquals(expected, refused);
            assertEquals(expected.equals("HTTP-request-denied") ? 1 : 0, guest.denials().list().size());
            assertEquals(List.of(), looked);
        }
    }

    private static SSLContext noTls() {
        throw new AssertionError("nothing here gets as far as TLS");
    }

    private static String refusal(HttpGuest guest, String url, String... headers) {
        return assertThrows(Refused.class, () -> guest.caller().send("GET", url, headers)).getMessage();
    }

    /// Where an allowed name may lead, and what the user learns when it leads elsewhere.
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:PORT",
        "127.8.8.8, http://127.8.8.8:PORT",
        "::1, http://[::1]:PORT",
        "::ffff:127.0.0.1, http://127.0.0.1:PORT",
        "64:ff9b::7f00:1, http://[64:ff9b::7f00:1]:PORT",
        "2002:7f00:1::, http://[2002:7f00:1::]:PORT",
        "0.0.0.0, http://0.0.0.0:PORT",
        "::, http://[::]:PORT",
        "169.254.169.254, http://169.254.169.254:PORT",
        "169.254.1.1, http://169.254.1.1:PORT",
        "fd00:ec2::254, http://[fd00:ec2::254]:PORT",
        "fe80::1, http://[fe80::1]:PORT",
        "100.100.100.200, http://100.100.100.200:PORT",
        "168.63.129.16, http://168.63.129.16:PORT",
        "224.0.0.1, http://224.0.0.1:PORT",
        "ff02::1, http://[ff02::1]:PORT",
        "255.255.255.255, http://255.255.255.255:PORT",
        "2001:0:4136:e378:8000:63bf:80ff:fffe, http://[2001:0:4136:e378:8000:63bf:80ff:fffe]:PORT"})
    void anAllowedNameDoesNotLeadThere(String address, String denial) throws Exception {
        for (List<String> allow : List.of(List.of("evil.example.net"), List.of("*"))) {
            try (var guest = new HttpGuest(grant(allow, List.of()), answering(address), NetworkWallTest::noTls)) {
                assertEquals("HTTP-request-denied", refusal(guest, "http://evil.example.net:" + secret.port() + "/"));
                assertEquals(List.of(new Denial(Denial.Permission.NETWORK,
                        denial.replace("PORT", String.valueOf(secret.port())))), guest.denials().list());
            }
        }
    }

    /// A resolver that gives its answers in turn, each some addresses, and the last one for ever.
    private static Resolver answering(String... answers) {
        var left = new ArrayList<>(Arrays.asList(answers));
        return name -> {
            String answer = left.size() > 1 ? left.removeFirst() : left.getFirst();
            return Stream.of(answer.split(" ")).map(NetworkWallTest::address).toArray(InetAddress[]::new);
        };
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNameIsLookedUpOnceSoThatItCannotChange() throws Exception {
        try (var peer = new Peer(Peer.answering(Peer.ok("hi")))) {
            var looked = new ArrayList<String>();
            Grant grant = grant(List.of("evil.example.net", "127.0.0.1"), List.of());
            try (var guest = new HttpGuest(grant, name -> {
                looked.add(name);
                return new InetAddress[] {address(looked.size() == 1 ? "127.0.0.1" : "127.0.0.2")};
            }, NetworkWallTest::noTls)) {
                assertEquals("hi", guest.caller().send("GET", "http://EVIL.example.net.:" + peer.port()).body());
                assertEquals(List.of("evil.example.net"), looked);
                assertTrue(peer.heads().getFirst().contains("Host: evil.example.net:" + peer.port()));
                assertEquals("HTTP-request-denied", refusal(guest, "http://evil.example.net:" + peer.port()),
                        "the next request is checked like the first");
            }
        }
    }

    @Test
    void ofSeveralAddressesOnlyTheAllowedOnesAreTried() throws Exception {
        try (var peer = new Peer(Peer.answering(Peer.ok("hi")));
                var guest = new HttpGuest(grant(List.of("evil.example.net", "127.0.0.1"), List.of()),
                        answering("169.254.169.254 127.0.0.2 127.0.0.1"), NetworkWallTest::noTls)) {
            assertEquals("hi", guest.caller().send("GET", "http://evil.example.net:" + peer.port()).body());
        }
    }

    @Test
    void aDeniedRangeHoldsForNamesToo() throws Exception {
        var network = new NetworkGrant(hosts(List.of("*")), List.of(new NetworkPermission.Cidr("10.0.0.0/8")));
        try (var guest = new HttpGuest(Grant.nothing().with(network), answering("10.1.2.3"), NetworkWallTest::noTls)) {
            assertEquals("HTTP-request-denied", refusal(guest, "http://intranet.example.net/"));
            assertEquals("http://10.1.2.3", guest.denials().list().getFirst().target());
            assertEquals("HTTP-request-denied", refusal(guest, "http://10.1.2.3/"));
        }
    }

    @Test
    void aRedirectIsCheckedWhenTheGuestFollowsIt() throws Exception {
        try (var peer = new Peer(Peer.answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + secret.port()
                        + "/\r\nContent-Length: 0\r\n\r\n"));
                var guest = new HttpGuest(grant(List.of(peer.authority()), List.of()))) {
            String location = guest.caller().send("GET", "http://" + peer.authority()).headers().lines().findFirst()
                    .orElseThrow().substring("Location: ".length());
            assertEquals("HTTP-request-denied", refusal(guest, location));
        }
    }

    @Test
    void noProxyOfTheProcessIsAsked() throws Exception {
        String before = System.getProperty("socksProxyHost");
        System.setProperty("socksProxyHost", "127.0.0.1");
        System.setProperty("socksProxyPort", String.valueOf(secret.port()));
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", String.valueOf(secret.port()));
        try (var peer = new Peer(Peer.answering(Peer.ok("direct")));
                var guest = new HttpGuest(grant(List.of(peer.authority()), List.of()))) {
            assertEquals("direct", guest.caller().send("GET", "http://" + peer.authority()).body());
        } finally {
            for (String name : List.of("socksProxyHost", "socksProxyPort", "http.proxyHost", "http.proxyPort")) {
                System.clearProperty(name);
            }
            if (before != null) {
                System.setProperty("socksProxyHost", before);
            }
        }
    }

    /// Parts of a request that would smuggle another one, or speak for the host.
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
            GET => /a\\r\\nHost: evil => X => v => set-path-with-query
            GET => /a HTTP/1.1\\r\\n\\r\\nGET /b => X => v => set-path-with-query
            GET => /a\\0 => X => v => set-path-with-query
            GET => /a#b => X => v => set-path-with-query
            GET => /\u00e4 => X => v => set-path-with-query
            GET => /a => X\\r\\nHost: evil => v => header-error
            GET => /a => X: y => v => header-error
            GET => /a => X\\0 => v => header-error
            GET => /a => '' => v => header-error
            GET => /a => X => v\\r\\nHost: evil => header-error
            GET => /a => X => v\\nHost: evil => header-error
            GET => /a => X => v\\rHost: evil => header-error
            GET => /a => X => v\\0 => header-error
            GET => /a => Host => evil => header-error
            GET => /a => hOsT => evil => header-error
            GET => /a => Connection => keep-alive => header-error
            GET => /a => Transfer-Encoding => chunked => header-error
            GET => /a => Upgrade => h2c => header-error
            GET => /a => Keep-Alive => timeout=5 => header-error
            GET => /a => Proxy-Authorization => Basic eDp5 => header-error
            GET => /a => HTTP2-Settings => AAMAAABkAAQAAP__ => header-error
            GET => /a => Content-Length => 5 => HTTP-request-body-size
            GET => /a => Content-Length => x => HTTP-request-body-size
            GET => /a => Content-Length => -1 => HTTP-request-body-size
            GET => /a => Content-Length => '0, 5' => HTTP-request-body-size
            GET => /a => Content-Length => '+0' => HTTP-request-body-size
            GET => /a => content-length => 99999999999999999999 => HTTP-request-body-size
            CONNECT => /a => X => v => HTTP-request-method-invalid
            connect => /a => X => v => HTTP-request-method-invalid
            GET /b HTTP/1.1\\r\\nX: => /a => X => v => set-method
            GET\\0 => /a => X => v => set-method
            """)
    void isNoRequest(String method, String path, String name, String value, String expected) throws Exception {
        try (var peer = new Peer(Peer.answering(Peer.ok("hi")));
                var guest = new HttpGuest(grant(List.of(peer.authority()), List.of()))) {
            var refused = assertThrows(Refused.class, () -> guest.caller()
                    .send(raw(method), "http://" + peer.authority() + raw(path), raw(name), raw(value)));
            assertEquals(expected, refused.getMessage());
            assertEquals(List.of(), peer.heads());
        }
    }

    private static String raw(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    }
}
