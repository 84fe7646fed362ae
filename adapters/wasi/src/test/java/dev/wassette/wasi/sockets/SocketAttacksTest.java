package dev.wassette.wasi.sockets;

import static dev.wassette.wasi.sockets.SocketGuest.TCP;
import static dev.wassette.wasi.sockets.SocketGuest.grant;
import static dev.wassette.wasi.sockets.SocketGuest.resolver;
import static dev.wassette.wasi.sockets.SocketGuest.v4;
import static dev.wassette.wasi.sockets.SocketGuest.v6;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.domain.policy.IpAddress;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.gate.HostNames;
import dev.wassette.wasi.io.LookUps;
import dev.wassette.wasi.limits.WasiLimits;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a guest tries, and what it is told.
@Timeout(60)
class SocketAttacksTest {
    /// What the names of the tests lead to.
    private static final Map<String, List<String>> NAMES = Map.of(
            "good.test", List.of("192.0.2.1"),
            "localhost", List.of("127.0.0.1"),
            "rebinds.test", List.of("127.0.0.1", "169.254.169.254", "192.0.2.1"));

    /// `deny` begins with `!`.
    private static SocketGuest guest(String policy) {
        List<String> all = policy == null ? List.of() : List.of(policy.split(" "));
        return new SocketGuest(grant(all.stream().filter(entry -> !entry.startsWith("!")).toList(),
                all.stream().filter(entry -> entry.startsWith("!")).map(entry -> entry.substring(1)).toList()),
                resolver(NAMES));
    }

    private static WitValue address(String address, int port) {
        return address.contains(":") ? v6(address, port) : v4(address, port);
    }

    /// `connect ADDRESS PORT`, `send ADDRESS PORT` (UDP), `lookup NAME`, `bind ADDRESS PORT` and so on.
    private static String attempt(SocketGuest guest, String step) {
        String[] words = step.split(" ");
        WitValue address = words.length == 3 && !words[0].equals("lookup") ? address(words[1], Integer.parseInt(words[2])) : null;
        boolean v6 = words.length > 1 && words[1].contains(":");
        return switch (words[0]) {
            case "connect" -> guest.startConnect(v6 ? guest.tcp6() : guest.tcp(), address);
            case "connect-as-v6" -> guest.startConnect(guest.tcp6(), address);
            case "connect-as-v4" -> guest.startConnect(guest.tcp(), address);
            case "bind" -> guest.tcp(v6 ? guest.tcp6() : guest.tcp(), "start-bind", guest.network, address);
            case "bind-udp" -> guest.udp(guest.udp(), "start-bind", guest.network, address);
            case "listen" -> {
                WitValue.Handle socket = guest.tcp();
                guest.tcp(socket, "start-bind", guest.network, v4("0.0.0.0", 0));
                guest.tcp(socket, "finish-bind");
                yield guest.tcp(socket, "start-listen");
            }
            case "send" -> {
                WitValue.Handle socket = guest.udp();
                guest.udp(socket, "start-bind", guest.network, v4("0.0.0.0", 0));
                guest.udp(socket, "finish-bind");
                yield guest.udp(socket, "stream", WitValue.Option.some(address));
            }
            case "lookup" -> guest.lookUp(step.substring("lookup ".length()));
            default -> throw new AssertionError(step);
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // nothing granted
        "-                                 | connect 127.0.0.1 80                  | access-denied",
        "-                                 | connect 192.0.2.1 443                 | access-denied",
        "-                                 | connect 0:0:0:0:0:0:0:1 80            | access-denied",
        "-                                 | send 192.0.2.1 53                     | access-denied",
        "-                                 | lookup good.test                      | access-denied",
        "-                                 | lookup localhost                      | access-denied",
        "-                                 | lookup 127.0.0.1                      | access-denied",
        // another port, another address
        "192.0.2.1:443                     | connect 192.0.2.1 80                  | access-denied",
        "192.0.2.1:443                     | connect 192.0.2.2 443                 | access-denied",
        "192.0.2.1:443                     | send 192.0.2.1 53                     | access-denied",
        "192.0.2.0/24 !192.0.2.7           | connect 192.0.2.7 443                 | access-denied",
        "192.0.2.0/24 !192.0.2.0/25        | connect 192.0.2.7 443                 | access-denied",
        "192.0.2.0/24                      | connect 192.0.3.1 443                 | access-denied",
        "https://192.0.2.1                 | connect 192.0.2.1 443                 | access-denied",
        "* !192.0.2.1                      | connect 192.0.2.1 443                 | access-denied",
        // a name is not its address, and the address is not the name
        "good.test                         | connect 192.0.2.1 443                 | access-denied",
        "192.0.2.1                         | lookup good.test                      | access-denied",
        "good.test                         | lookup evil.test                      | access-denied",
        "good.test                         | lookup good.test.evil.test            | access-denied",
        "good.test                         | lookup sub.good.test                  | access-denied",
        "*.good.test                       | lookup good.test                      | access-denied",
        "https://good.test                 | lookup good.test                      | access-denied",
        // this machine, its cable and the cloud, behind wide grants
        "*                                 | connect 127.0.0.1 22                  | access-denied",
        "*                                 | connect 127.8.9.10 22                 | access-denied",
        "*                                 | connect 169.254.169.254 80            | access-denied",
        "*                                 | connect 169.254.1.1 80                | access-denied",
        "*                                 | connect 168.63.129.16 80              | access-denied",
        "*                                 | connect 100.100.100.200 80            | access-denied",
        "0.0.0.0/0                         | connect 127.0.0.1 22                  | access-denied",
        "0.0.0.0/0                         | connect 169.254.169.254 80            | access-denied",
        "0.0.0.0/0                         | connect 0.1.2.3 80                    | access-denied",
        "*                                 | connect 0:0:0:0:0:0:0:1 22            | access-denied",
        "*                                 | connect fe80:0:0:0:0:0:0:1 22         | access-denied",
        "*                                 | connect fd00:ec2:0:0:0:0:0:254 80     | access-denied",
        "::/0                              | connect 0:0:0:0:0:0:0:1 22            | access-denied",
        "*                                 | send 127.0.0.1 53                     | access-denied",
        "*                                 | send 169.254.169.254 123              | access-denied",
        // one address in the clothes of another
        "*                                 | connect 0:0:0:0:0:ffff:7f00:1 22      | invalid-argument",
        "127.0.0.1                         | connect 0:0:0:0:0:ffff:7f00:1 22      | invalid-argument",
        "*                                 | connect 0:0:0:0:0:0:7f00:1 22         | invalid-argument",
        "*                                 | connect 64:ff9b:0:0:0:0:7f00:1 22     | access-denied",
        "*                                 | connect 64:ff9b:0:0:0:0:a9fe:a9fe 80  | access-denied",
        "*                                 | connect 2002:7f00:1:0:0:0:0:1 22      | access-denied",
        "127.0.0.1                         | connect-as-v6 127.0.0.1 22            | invalid-argument",
        "::1                               | connect-as-v4 0:0:0:0:0:0:0:1 22      | invalid-argument",
        // everybody, and nobody
        "*                                 | connect 0.0.0.0 22                    | invalid-argument",
        "*                                 | connect 0:0:0:0:0:0:0:0 22            | invalid-argument",
        "*                                 | connect 192.0.2.1 0                   | invalid-argument",
        "*                                 | connect 255.255.255.255 80            | access-denied",
        "*                                 | connect 224.0.0.1 80                  | access-denied",
        "*                                 | send 255.255.255.255 67               | access-denied",
        "*                                 | send 224.0.0.251 5353                 | access-denied",
        "*                                 | send 192.0.2.1 0                      | invalid-argument",
        "*                                 | send 0.0.0.0 53                       | invalid-argument",
        // to be somebody
        "*                                 | listen                                | access-denied",
        "127.0.0.1                         | listen                                | access-denied",
        "*                                 | bind 0.0.0.0 8080                     | access-denied",
        "*                                 | bind 127.0.0.1 0                      | access-denied",
        "*                                 | bind 192.0.2.1 0                      | access-denied",
        "*                                 | bind 224.0.0.1 0                      | access-denied",
        "*                                 | bind 0:0:0:0:0:ffff:0:0 0             | invalid-argument",
        "*                                 | bind-udp 0.0.0.0 53                   | access-denied",
        "*                                 | bind-udp 127.0.0.1 0                  | access-denied",
        "*                                 | bind-udp 224.0.0.1 5353               | access-denied",
        // names that are none
        "*                                 | lookup a b                            | invalid-argument",
        "*                                 | lookup a/../b                         | invalid-argument",
        "*                                 | lookup http://good.test               | invalid-argument",
        "*                                 | lookup good.test@evil.test            | invalid-argument",
        "*                                 | lookup 127.1                          | access-denied",
        "*                                 | lookup 0x7f000001                     | access-denied",
        "*                                 | lookup 2130706433                     | access-denied",
        "*                                 | lookup nowhere.test                   | name-unresolvable",
    })
    void isRefused(String policy, String step, String expected) {
        try (SocketGuest guest = guest(policy)) {
            assertEquals("err(" + expected + ")", attempt(guest, step));
            assertEquals(expected.equals("access-denied") && !step.matches("(bind|listen).*"),
                    !guest.denials().isEmpty(), () -> "denials: " + guest.denials());
        }
    }

    @Test
    void namesWhatWasDenied() {
        try (SocketGuest guest = guest("good.test:443 *.other.test")) {
            guest.lookUp("Good.Test.");
            guest.startConnect(guest.tcp(), v4("192.0.2.1", 80));
            guest.startConnect(guest.tcp(), v4("192.0.2.2", 80));
            guest.startConnect(guest.tcp6(), v6("2001:db8:0:0:0:0:0:1", 80));
            guest.lookUp("evil.test");
            assertEquals(List.of("good.test:80", "192.0.2.2:80", "[2001:db8::1]:80", "evil.test"), guest.denials());
        }
    }

    @Test
    void connectsToWhatANameLedTo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketGuest guest = guest("localhost:" + server.getLocalPort())) {
            WitValue address = v4("127.0.0.1", server.getLocalPort());
            assertTrue(guest.lookUp("LOCALHOST").startsWith("ok(some(ipv4((127, 0, 0, 1))))"), guest::said);
            WitValue.Handle socket = guest.tcp();
            assertEquals("ok", guest.startConnect(socket, address));
            guest.block(TCP, "tcp-socket", socket);
            assertTrue(guest.tcp(socket, "finish-connect").startsWith("ok("));
            assertEquals("err(access-denied)",
                    guest.startConnect(guest.tcp(), v4("127.0.0.1", server.getLocalPort() - 1)));
            assertEquals("err(access-denied)",
                    guest.startConnect(guest.tcp(), v4("127.0.0.2", server.getLocalPort())));
        }
    }

    /// A name server that answers with addresses of this machine and of the cloud.
    @Test
    void followsNoNameToWhereNamesMayNotLead() {
        try (SocketGuest guest = guest("rebinds.test")) {
            assertTrue(guest.lookUp("rebinds.test").contains("169, 254, 169, 254"));
            assertEquals("err(access-denied)", guest.startConnect(guest.tcp(), v4("127.0.0.1", 80)));
            assertEquals("err(access-denied)", guest.startConnect(guest.tcp(), v4("169.254.169.254", 80)));
            assertEquals(List.of("rebinds.test:80"), guest.denials());
        }
    }

    @Test
    void followsNoNameThatIsDenied() {
        try (SocketGuest guest = guest("* !good.test")) {
            assertEquals("err(access-denied)", guest.lookUp("good.test"));
        }
        try (SocketGuest guest = guest("good.test !good.test:80")) {
            assertTrue(guest.lookUp("good.test").startsWith("ok("));
            assertEquals("err(access-denied)", guest.startConnect(guest.tcp(), v4("192.0.2.1", 80)));
            assertEquals("ok", guest.startConnect(guest.tcp(), v4("192.0.2.1", 81)));
        }
    }

    /// The second answer differs from the first: only what was answered to this guest counts.
    @Test
    void forgetsNothingAndLearnsOnlyWhatItWasTold() {
        AtomicInteger asked = new AtomicInteger();
        try (SocketGuest guest = new SocketGuest(grant(List.of("turns.test"), List.of()),
                _ -> List.of(IpAddress.parse(asked.getAndIncrement() == 0 ? "192.0.2.1" : "127.0.0.1").orElseThrow()))) {
            guest.lookUp("turns.test");
            guest.lookUp("turns.test");
            assertEquals("err(access-denied)", guest.startConnect(guest.tcp(), v4("127.0.0.1", 80)));
            assertEquals("err(access-denied)", guest.startConnect(guest.tcp(), v4("192.0.2.3", 80)));
        }
    }

    @Test
    void looksUpLiteralsWithoutAsking() {
        try (SocketGuest guest = guest("192.0.2.1 2001:db8::1")) {
            assertEquals("ok(some(ipv4((192, 0, 2, 1)))) ok(none)", guest.lookUp("192.0.2.1"));
            assertEquals("ok(some(ipv6((8193, 3512, 0, 0, 0, 0, 0, 1)))) ok(none)", guest.lookUp("2001:db8::1"));
        }
    }

    @Test
    void judgesTheNameThatIsLookedUp() {
        try (SocketGuest guest = guest("xn--mnchen-3ya.test 127.0.0.1")) {
            assertEquals("err(name-unresolvable)", guest.lookUp("MÜNCHEN.test"));
            assertEquals("err(access-denied)", guest.lookUp("ｇood.test"));
            // full-width digits and an ideographic dot become a literal
            assertEquals("ok(some(ipv4((127, 0, 0, 1)))) ok(none)", guest.lookUp("１２７。0.0.1"));
            assertEquals("err(invalid-argument)", guest.lookUp("x".repeat(300)));
            assertEquals("err(invalid-argument)", guest.lookUp(""));
        }
    }

    @Test
    void looksUpABoundedNumberOfNamesAndAddresses() {
        try (SocketGuest guest = guest("*")) {
            for (int i = 0; i < 256; i++) {
                guest.lookUp("good.test");
            }
            assertEquals("err(temporary-resolver-failure)", guest.lookUp("good.test"));
        }
        AtomicInteger next = new AtomicInteger();
        try (SocketGuest guest = new SocketGuest(grant(List.of("*"), List.of()), _ ->
                Stream.generate(() -> new IpAddress(false, 0, 0xc000_0200L + next.getAndIncrement()))
                        .limit(5_000).toList())) {
            assertEquals(64 + 1, guest.lookUp("good.test").split("ok\\(", -1).length - 1);
        }
    }

    /// A resolver that never answers holds up the guest, until its deadline, and nobody else.
    @Test
    void waitsForAnAnswerAndEndsWithTheContext() throws Exception {
        var asked = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        SocketGuest guest = new SocketGuest(grant(List.of("*"), List.of()), _ -> {
            asked.countDown();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return List.of();
        });
        WitValue.Handle stream = guest.host.open("wasi:sockets/ip-name-lookup", "resolve-addresses", guest.network,
                new WitValue.Str("slow.test"));
        guest.host.call("wasi:sockets/ip-name-lookup", "[method]resolve-address-stream.resolve-next-address", stream);
        assertEquals("err(would-block)", guest.said());
        asked.await();
        guest.close();
        interrupted.await();
    }

    /// Guests that ask and end, again and again, leave only so many look-ups behind together; who comes later is answered
    /// when the resolver has given up some of them.
    @Test
    void leavesOnlySoManyLookUpsBehindTogether() throws Exception {
        var asked = new AtomicInteger();
        var end = new CountDownLatch(1);
        HostNames silent = name -> {
            asked.incrementAndGet();
            await(end);
            throw new UnknownHostException(name);
        };
        var shared = new LookUps();
        for (int i = 0; i < WasiLimits.MAX_LOOKUPS_OF_PROCESS / WasiLimits.MAX_LOOKUPS_AT_ONCE; i++) {
            try (SocketGuest guest = new SocketGuest(grant(List.of("*"), List.of()), silent, shared)) {
                int before = asked.get();
                for (int j = 0; j < WasiLimits.MAX_LOOKUPS_AT_ONCE; j++) {
                    ask(guest, "silent" + j + ".test");
                }
                while (asked.get() < before + WasiLimits.MAX_LOOKUPS_AT_ONCE) {
                    Thread.sleep(1);
                }
            }
        }
        try (SocketGuest guest = new SocketGuest(grant(List.of("*"), List.of()),
                SocketGuest.resolver(Map.of("good.test", List.of("192.0.2.1"))), shared)) {
            WitValue.Handle stream = ask(guest, "good.test");
            Thread.sleep(100);
            next(guest, stream);
            assertEquals("err(would-block)", guest.said());
            assertEquals(WasiLimits.MAX_LOOKUPS_OF_PROCESS, asked.get());
            end.countDown();
            assertTrue(guest.lookUp("good.test").startsWith("ok(some"), guest.said());
        }
    }

    private static WitValue.Handle ask(SocketGuest guest, String name) {
        return guest.host.open("wasi:sockets/ip-name-lookup", "resolve-addresses", guest.network, new WitValue.Str(name));
    }

    private static void next(SocketGuest guest, WitValue.Handle stream) {
        guest.host.call("wasi:sockets/ip-name-lookup", "[method]resolve-address-stream.resolve-next-address", stream);
    }

    /// As the system's resolver does, which hears no interrupt.
    private static void await(CountDownLatch end) {
        for (boolean over = false; !over;) {
            try {
                over = end.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException _) {
                over = false;
            }
        }
    }

    /// What Java does with such a name takes time in the square of its length, and then fails in its own way.
    @Test
    void convertsNoNameThatIsLongerThanNamesAre() {
        try (SocketGuest guest = guest("*")) {
            assertEquals("err(invalid-argument)", guest.lookUp("\u00e9\u4e2d".repeat(20_000)));
            assertEquals("err(invalid-argument)", guest.lookUp("\u00e9.".repeat(20_000)));
        }
    }
}
