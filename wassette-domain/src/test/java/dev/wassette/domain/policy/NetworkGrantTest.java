package dev.wassette.domain.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkGrantTest {
    private static final List<String> NONE = List.of();

    private static NetworkGrant grant(List<String> allow, List<String> deny) {
        return new NetworkGrant(permissions(allow), permissions(deny));
    }

    private static NetworkGrant allowing(String... entries) {
        return grant(List.of(entries), NONE);
    }

    /// An entry with a path that is a number is a range.
    private static List<NetworkPermission> permissions(List<String> entries) {
        return entries.stream()
                .<NetworkPermission>map(entry -> entry.matches("[0-9a-f.:]+/[0-9]+") ? new NetworkPermission.Cidr(entry)
                        : new NetworkPermission.Host(entry))
                .toList();
    }

    private static IpAddress address(String literal) {
        return IpAddress.parse(literal).orElseThrow();
    }

    private static boolean requests(NetworkGrant grant, String url) {
        var parts = url.split("://");
        int colon = parts[1].lastIndexOf(':');
        return grant.allowsRequest(parts[0], parts[1].substring(0, colon),
                Integer.parseInt(parts[1].substring(colon + 1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "example.com                   | https://example.com:443         | true",
        "example.com                   | http://example.com:80           | true",
        "example.com                   | http://example.com:8080         | true",
        "example.com                   | https://EXAMPLE.com:443         | true",
        "example.com                   | https://example.com.:443        | true",
        "EXAMPLE.COM.                  | https://example.com:443         | true",
        "example.com                   | https://api.example.com:443     | false",
        "example.com                   | https://example.com.evil.org:443| false",
        "example.com                   | https://notexample.com:443      | false",
        "example.com                   | https://example.co:443          | false",
        "*.example.com                 | https://api.example.com:443     | true",
        "*.example.com                 | https://a.b.c.example.com:443   | true",
        "*.EXAMPLE.com                 | https://A.Example.COM.:443      | true",
        "*.example.com                 | https://example.com:443         | false",
        "*.example.com                 | https://.example.com:443        | false",
        "*.example.com                 | https://notexample.com:443      | false",
        "*.example.com                 | https://api.example.com.evil:443| false",
        "*.example.com:8443            | https://a.example.com:8443      | true",
        "*.example.com:8443            | https://a.example.com:443       | false",
        "https://*.example.com         | https://a.example.com:443       | true",
        "https://*.example.com         | http://a.example.com:80         | false",
        "*                             | https://anything.example:443    | true",
        "*                             | https://93.184.216.34:443       | true",
        "*                             | http://[2606:4700::1111]:80     | true",
        "*                             | http://10.0.0.1:80              | true",
        "*                             | http://127.0.0.1:80             | false",
        "*                             | http://[::1]:80                 | false",
        "*                             | http://169.254.169.254:80       | false",
        "*                             | http://[::ffff:127.0.0.1]:80    | false",
        "*                             | http://[64:ff9b::7f00:1]:80     | false",
        "*                             | http://0.0.0.0:80               | false",
        "*                             | http://2130706433:80            | false",
        "*                             | http://0x7f.1:80                | false",
        "*                             | http://127.1:80                 | false",
        "*                             | http://0177.0.0.1:80            | false",
        "*                             | http://127.0.0.1.:80            | false",
        "*                             | http://[fe80::1%eth0]:80        | false",
        "*                             | http://bücher.example:80        | false",
        "*                             | http://１２７.0.0.1:80            | false",
        "*                             | http://a b:80                   | false",
        "*                             | http://user@example.com:80      | false",
        "*                             | http://example.com/x:80         | false",
        "*                             | http://example.com#:80          | false",
        "*                             | http://a..b:80                  | false",
        "*                             | http://:80                      | false",
        "*                             | http://example.com:0            | false",
        "*                             | http://example.com:65536        | false",
        "*:443                         | https://anything.example:443    | true",
        "*:443                         | http://anything.example:80      | false",
        "localhost:8080                | http://localhost:8080           | true",
        "localhost:8080                | http://localhost:80             | false",
        "localhost                     | http://localhost:1              | true",
        "localhost                     | http://127.0.0.1:80             | false",
        "localhost                     | http://localhost.evil.org:80    | false",
        "example.com:443               | https://example.com:443         | true",
        "example.com:443               | http://example.com:80           | false",
        "https://rss.example.com/      | https://rss.example.com:443     | true",
        "https://rss.example.com/      | http://rss.example.com:80       | false",
        "https://rss.example.com/a?b#c | https://rss.example.com:443     | true",
        "HTTPS://rss.example.com:8443/ | https://rss.example.com:8443    | true",
        "HTTPS://rss.example.com:8443/ | https://rss.example.com:443     | false",
        "xn--bcher-kva.example         | https://xn--bcher-kva.example:443| true",
        "XN--BCHER-KVA.example         | https://xn--bcher-kva.example:443| true",
        "my_service                    | http://my_service:80            | true",
        "192.0.2.1                     | http://192.0.2.1:80             | true",
        "192.0.2.1                     | http://192.0.2.2:80             | false",
        "192.0.2.1:8080                | http://192.0.2.1:8080           | true",
        "192.0.2.1:8080                | http://192.0.2.1:80             | false",
        "127.0.0.1                     | http://127.0.0.1:80             | true",
        "127.0.0.1                     | http://[::ffff:127.0.0.1]:80    | true",
        "127.0.0.1                     | http://localhost:80             | false",
        "127.0.0.1                     | http://127.0.0.2:80             | false",
        "127.0.0.1                     | http://2130706433:80            | false",
        "127.0.0.1                     | http://127.1:80                 | false",
        "169.254.169.254               | http://169.254.169.254:80       | true",
        "::1                           | http://[::1]:80                 | true",
        "::1                           | http://::1:80                   | true",
        "[::1]                         | http://[0:0:0:0:0:0:0:1]:80     | true",
        "[::1]:8080                    | http://[::1]:8080               | true",
        "[::1]:8080                    | http://[::1]:80                 | false",
        "[2001:db8::1]                 | http://[2001:DB8:0::1]:80       | true",
        "::ffff:10.0.0.1               | http://10.0.0.1:80              | true",
        "10.0.0.0/8                    | http://10.1.2.3:80              | true",
        "10.0.0.7/8                    | http://10.1.2.3:80              | true",
        "10.0.0.0/8                    | http://11.0.0.1:80              | false",
        "10.0.0.0/8                    | http://[::ffff:10.1.2.3]:80     | true",
        "10.0.0.0/8                    | http://internal.example:80      | false",
        "::ffff:10.0.0.0/104           | http://10.1.2.3:80              | true",
        "127.0.0.0/8                   | http://127.0.0.1:80             | true",
        "0.0.0.0/0                     | http://8.8.8.8:80               | true",
        "0.0.0.0/0                     | http://127.0.0.1:80             | false",
        "0.0.0.0/0                     | http://169.254.169.254:80       | false",
        "169.254.0.0/16                | http://169.254.169.254:80       | true",
        "169.254.169.254/32            | http://169.254.169.254:80       | true",
        "160.0.0.0/4                   | http://169.254.169.254:80       | false",
        "168.0.0.0/7                   | http://169.254.0.1:80           | false",
        "168.63.0.0/16                 | http://168.63.129.16:80         | false",
        "100.64.0.0/10                 | http://100.100.100.200:80       | false",
        "100.64.0.0/10                 | http://100.64.0.1:80            | true",
        "fd00::/8                      | http://[fd00:ec2::254]:80       | false",
        "fd00::/8                      | http://[fd00:ec2::253]:80       | true",
        "2000::/3                      | http://[2002:7f00:1::1]:80      | false",
        "fd00:ec2::254/128             | http://[fd00:ec2::254]:80       | true",
        "2001:db8::/32                 | http://[2001:db8:ffff::1]:80    | true",
        "2001:db8::/32                 | http://[2001:db9::1]:80         | false",
        "::/0                          | http://[2606:4700::1111]:80     | true",
        "::/0                          | http://[::1]:80                 | false",
        "::/0                          | http://8.8.8.8:80               | false",
        "::/0                          | http://[64:ff9b::a9fe:a9fe]:80  | false",
        "10.1.2.3/31                   | http://10.1.2.2:80              | true",
        "10.1.2.3/31                   | http://10.1.2.4:80              | false",
        "2001:db8::/127                | http://[2001:db8::2]:80         | false",
    })
    void allowsTheRequestsThatOneEntryIsAbout(String entry, String url, boolean allowed) {
        assertEquals(allowed, requests(allowing(entry), url));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "*              | evil.example           | https://evil.example:443      | false",
        "*              | evil.example           | https://EVIL.example.:443     | false",
        "*              | evil.example           | https://good.example:443      | true",
        "evil.example   | evil.example           | https://evil.example:443      | false",
        "evil.example   | *                      | https://evil.example:443      | false",
        "a.evil.example | *.evil.example         | https://a.evil.example:443    | false",
        "*.evil.example | a.evil.example         | https://a.evil.example:443    | false",
        "*.evil.example | a.evil.example         | https://b.evil.example:443    | true",
        "*              | evil.example:80        | http://evil.example:80        | false",
        "*              | evil.example:80        | https://evil.example:443      | true",
        "*              | http://evil.example    | http://evil.example:8080      | false",
        "*              | http://evil.example    | https://evil.example:443      | true",
        "10.0.0.0/8     | 10.1.0.0/16            | http://10.1.2.3:80            | false",
        "10.0.0.0/8     | 10.1.0.0/16            | http://10.2.0.1:80            | true",
        "10.1.2.3       | 10.0.0.0/8             | http://10.1.2.3:80            | false",
        "10.1.2.3       | 10.0.0.0/8             | http://[::ffff:10.1.2.3]:80   | false",
        "*              | 10.0.0.0/8             | http://[64:ff9b::a01:203]:80  | false",
        "*              | 10.0.0.0/8             | http://[2002:a01:203::1]:80   | false",
        "*              | 10.1.2.3               | http://10.1.2.3:80            | false",
    })
    void deniesWhatIsAllowed(String allow, String deny, String url, boolean allowed) {
        assertEquals(allowed, requests(grant(List.of(allow), List.of(deny)), url));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "api.example        | -           | api.example | 93.184.216.34     | 443  | true",
        "api.example        | -           | api.example | 192.168.1.5       | 443  | true",
        "api.example        | -           | api.example | 127.0.0.1         | 443  | false",
        "api.example        | -           | api.example | ::1               | 443  | false",
        "api.example        | -           | api.example | ::ffff:127.0.0.1  | 443  | false",
        "api.example        | -           | api.example | 64:ff9b::7f00:1   | 443  | false",
        "api.example        | -           | api.example | 2002:7f00:1::     | 443  | false",
        "api.example        | -           | api.example | 169.254.169.254   | 80   | false",
        "api.example        | -           | api.example | 100.100.100.200   | 80   | false",
        "api.example        | -           | api.example | fd00:ec2::254     | 80   | false",
        "api.example        | -           | api.example | fe80::1           | 80   | false",
        "api.example        | -           | api.example | 0.0.0.0           | 80   | false",
        "api.example        | -           | api.example | ::                | 80   | false",
        "api.example        | -           | api.example | 224.0.0.1         | 80   | false",
        "api.example        | -           | api.example | 255.255.255.255   | 80   | false",
        "*                  | -           | api.example | 127.0.0.1         | 80   | false",
        "api.example 0.0.0.0/0 | -        | api.example | 127.0.0.1         | 80   | false",
        "api.example 127.0.0.0/8 | -      | api.example | 127.0.0.1         | 80   | true",
        "api.example 127.0.0.1 | -        | api.example | 127.0.0.1         | 80   | true",
        "api.example 127.0.0.1:8080 | -   | api.example | 127.0.0.1         | 80   | false",
        "api.example 127.0.0.1:8080 | -   | api.example | 127.0.0.1         | 8080 | true",
        "api.example 169.254.169.254 | -  | api.example | 169.254.169.254   | 80   | true",
        "api.example localhost | -        | api.example | 127.0.0.1         | 80   | true",
        "localhost          | -           | localhost   | 127.0.0.1         | 80   | true",
        "localhost          | -           | localhost   | ::1               | 80   | true",
        "localhost          | -           | localhost   | 169.254.169.254   | 80   | false",
        "localhost:8080     | -           | localhost   | 127.0.0.1         | 8080 | true",
        "localhost:8080     | -           | localhost   | 127.0.0.1         | 22   | false",
        "*.localhost        | -           | a.localhost | 127.0.0.1         | 80   | true",
        "api.example        | 10.0.0.0/8  | api.example | 10.1.2.3          | 443  | false",
        "api.example        | 10.0.0.0/8  | api.example | ::ffff:10.1.2.3   | 443  | false",
        "api.example        | 10.0.0.0/8  | api.example | 64:ff9b::a01:203  | 443  | false",
        "api.example        | 10.0.0.0/8  | api.example | 11.1.2.3          | 443  | true",
        "api.example        | 192.0.2.1   | api.example | 192.0.2.1         | 443  | false",
        "api.example        | 192.0.2.1:80| api.example | 192.0.2.1         | 443  | true",
        "localhost          | 127.0.0.1   | localhost   | 127.0.0.1         | 80   | false",
        "api.example 127.0.0.1 | localhost| api.example | 127.0.0.1         | 80   | false",
        "192.0.2.1          | -           | 192.0.2.1   | 192.0.2.1         | 80   | true",
        "192.0.2.1          | -           | 192.0.2.1   | 192.0.2.2         | 80   | false",
        "api.example        | -           | api.example | 93.184.216.34     | 0    | false",
    })
    void judgesTheAddressThatANameLedTo(String allow, String deny, String host, String literal, int port,
            boolean allowed) {
        NetworkGrant grant = grant(Arrays.asList(allow.split(" ")), deny == null ? NONE : List.of(deny));
        assertEquals(allowed, grant.allowsAddress(host, address(literal), port));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "db.example         | -               | db.example   | true",
        "db.example:5432    | -               | db.example   | true",
        "db.example         | -               | DB.example.  | true",
        "db.example         | -               | x.example    | false",
        "*.example          | -               | db.example   | true",
        "https://db.example | -               | db.example   | false",
        "10.0.0.0/8         | -               | db.example   | false",
        "10.0.0.1           | -               | 10.0.0.1     | true",
        "*                  | db.example      | db.example   | false",
        "*                  | db.example:25   | db.example   | true",
        "*                  | https://db.example | db.example | false",
        "*                  | -               | dnstunnel data.evil | false",
    })
    void looksUpOnlyNamesThatSocketsMayReach(String allow, String deny, String name, boolean allowed) {
        assertEquals(allowed, grant(List.of(allow), deny == null ? NONE : List.of(deny)).allowsLookup(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "10.0.0.1           | -              | 10.0.0.1        | 5432 | true",
        "10.0.0.1:5432      | -              | 10.0.0.1        | 5432 | true",
        "10.0.0.1:5432      | -              | 10.0.0.1        | 22   | false",
        "10.0.0.0/8         | -              | 10.0.0.1        | 22   | true",
        "10.0.0.0/8         | 10.0.0.1       | 10.0.0.1        | 22   | false",
        "10.0.0.0/8         | https://10.0.0.1 | 10.0.0.1      | 22   | false",
        "https://10.0.0.1   | -              | 10.0.0.1        | 443  | false",
        "*                  | -              | 93.184.216.34   | 80   | false",
        "localhost          | -              | 127.0.0.1       | 80   | false",
        "127.0.0.1          | -              | 127.0.0.1       | 80   | true",
        "0.0.0.0/0          | -              | 127.0.0.1       | 80   | false",
        "0.0.0.0/0          | -              | 93.184.216.34   | 80   | true",
        "0.0.0.0/0          | *              | 93.184.216.34   | 80   | false",
        "0.0.0.0/0          | *:25           | 93.184.216.34   | 25   | false",
    })
    void letsSocketsReachListedAddresses(String allow, String deny, String literal, int port, boolean allowed) {
        assertEquals(allowed,
                grant(List.of(allow), deny == null ? NONE : List.of(deny)).allowsPeer(address(literal), port));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "db.example         | -               | 10.0.0.1  | 5432 | true",
        "db.example:5432    | -               | 10.0.0.1  | 5432 | true",
        "db.example:5432    | -               | 10.0.0.1  | 22   | false",
        "https://db.example | -               | 10.0.0.1  | 443  | false",
        "*                  | -               | 10.0.0.1  | 443  | true",
        "db.example         | -               | 127.0.0.1 | 5432 | false",
        "db.example         | 10.0.0.0/8      | 10.0.0.1  | 5432 | false",
        "db.example         | http://db.example | 10.0.0.1 | 80  | false",
        "db.example         | db.example:80   | 10.0.0.1  | 80   | false",
    })
    void letsSocketsReachWhatAListedNameLedTo(String allow, String deny, String literal, int port, boolean allowed) {
        NetworkGrant grant = grant(List.of(allow), deny == null ? NONE : List.of(deny));
        assertEquals(allowed, grant.allowsPeer("db.example", address(literal), port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "localhost", "127.0.0.1", "::1", "8.8.8.8", ""})
    void nothingIsAllowedByDefault(String host) {
        NetworkGrant nothing = NetworkGrant.nothing();
        assertFalse(nothing.allowsRequest("https", host, 443));
        assertFalse(nothing.allowsLookup(host));
        assertFalse(nothing.allowsPeer(address("8.8.8.8"), 443));
        assertFalse(nothing.allowsPeer(host, address("8.8.8.8"), 443));
    }

    @Test
    void defaultsStandForTheCommonHosts() {
        var defaults = new NetworkGrant(List.of(new NetworkPermission.Defaults()), List.of());
        assertTrue(requests(defaults, "https://api.github.com:443"));
        assertTrue(requests(defaults, "https://docs.rs:443"));
        assertFalse(requests(defaults, "https://example.com:443"));
        var denied = new NetworkGrant(permissions(List.of("*")), List.of(new NetworkPermission.Defaults()));
        assertFalse(requests(denied, "https://docs.rs:443"));
    }
}
