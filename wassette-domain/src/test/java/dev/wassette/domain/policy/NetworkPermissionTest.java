package dev.wassette.domain.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPermissionTest {

    @ParameterizedTest
    @CsvSource({
        "'', Host can't be empty",
        "' ', Host can't be empty",
        "https://, Host can't be empty",
        "https:///path, Host can't be empty",
        ":80, Host can't be empty",
        "*.*.example.com, Too many wildcards in host: *.*.example.com",
        "**, Too many wildcards in host: **",
        "api.*.com, Wildcard should be at start like *.domain.com in: api.*.com",
        "*example.com, Wildcard should be at start like *.domain.com in: *example.com",
        "example.*, Wildcard should be at start like *.domain.com in: example.*",
        "*., Domain part looks wrong in: *.",
        "*.example.com., Domain part looks wrong in: *.example.com.",
        "*.127.0.0.1, Domain part looks wrong in: *.127.0.0.1",
        "*..com, Domain part looks wrong in: *..com",
    })
    void refusesWhatIsNoHostInTheWordsOfTheContract(String host, String message) {
        assertEquals(message,
                assertThrows(InvalidPermission.class, () -> new NetworkPermission.Host(host)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "example.com/path", "exa mple.com", "user@example.com", "https://user@example.com", "ftp://example.com",
        "file:///etc/passwd", "javascript:alert(1)", "example.com:", "example.com:0", "example.com:65536",
        "example.com:080", "example.com:http", "example.com:-1", "a..b", ".example.com", "-a.com", "a-.com", "..",
        "example.com..", "127.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "127.0.0.01", "256.1.1.1", "1.2.3",
        "0x", "a.0x7f", "a.1", "[::1", "::1]", "[127.0.0.1]", "[fe80::1%eth0]", "fe80::1%eth0", "[::1]x", "[::1]:",
        "[]", "bücher.example", "例え.jp", "ｅxample.com", "exam\u200bple.com", "example。com", "a\u0000b", "a\nb", "a\\b",
        "%6c%6f", "1.2.3.4:5:6", "https://*.*", "https://https://a", "//example.com", "?", "#"})
    void refusesWhatIsNoHost(String host) {
        String message = assertThrows(InvalidPermission.class, () -> new NetworkPermission.Host(host)).getMessage();
        assertTrue(message.contains(host), message);
    }

    @Test
    void refusesNamesThatDnsCannotHold() {
        String label = "a".repeat(63);
        String name = label + "." + label + "." + label + "." + "a".repeat(61);
        assertEquals(name, new NetworkPermission.Host(name).host());
        assertThrows(InvalidPermission.class, () -> new NetworkPermission.Host(name + "a"));
        assertThrows(InvalidPermission.class, () -> new NetworkPermission.Host(label + "a.com"));
    }

    @ParameterizedTest
    @CsvSource({"'', CIDR can't be empty", "' ', CIDR can't be empty", "10.0.0.0, CIDR needs a slash: 10.0.0.0"})
    void refusesWhatIsNoRangeInTheWordsOfTheContract(String cidr, String message) {
        assertEquals(message,
                assertThrows(InvalidPermission.class, () -> new NetworkPermission.Cidr(cidr)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0/8", "0x0a.0.0.0/8", "::/129",
        "/8", "example.com/8", "10.0.0.0/255.0.0.0", "10.0.0.0/8/8", "fe80::%eth0/64", "::ffff:10.0.0.0/95", "[::1]/128"})
    void refusesWhatIsNoRange(String cidr) {
        assertThrows(InvalidPermission.class, () -> new NetworkPermission.Cidr(cidr));
    }

    @Test
    void everyCommonHostIsOne() {
        assertTrue(CommonHosts.all().size() > 40);
    }
}
