package dev.wassette.domain.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wassette.domain.policy.IpAddress.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "127.0.0.1, 127.0.0.1",
        "255.255.255.255, 255.255.255.255",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "0:0:0:0:0:0:0:1, ::1",
        "fe80:0000:0000:0000:0204:61ff:fe9d:f156, fe80::204:61ff:fe9d:f156",
        "::ffff:10.1.2.3, 10.1.2.3",
        "::ffff:0a01:0203, 10.1.2.3",
        "0:0:0:0:0:ffff:7f00:1, 127.0.0.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    })
    void readsALiteral(String text, String canonical) {
        IpAddress address = IpAddress.parse(text).orElseThrow();
        assertEquals(canonical, address.toString());
        assertEquals(Optional.of(address), IpAddress.parse(canonical));
        assertEquals(address, IpAddress.of(address.bytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "1", "127.1", "127.0.1", "2130706433", "0x7f.0.0.1", "0x7f000001", "0177.0.0.1", "127.0.0.01", "127.0.0.1.",
        "256.0.0.1", "1.2.3.4.5", "1.2.3.", ".1.2.3", "-1.0.0.1", "+1.0.0.1", " 127.0.0.1", "127.0.0.1 ", "１27.0.0.1",
        ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::12345", "::g", "[::1]",
        "fe80::1%eth0", "fe80::1%251", "::1/128", "1.2.3.4::", "::1.2.3", "::1.2.3.4:5", ":1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:",
        "::ffff:127.1", "::ffff:0x7f.0.0.1"})
    void readsNothingElse(String text) {
        assertEquals(Optional.empty(), IpAddress.parse(text));
    }

    @Test
    void givesBytesInNetworkOrder() {
        assertArrayEquals(new byte[] {10, (byte) 200, 0, 1}, IpAddress.parse("10.200.0.1").orElseThrow().bytes());
        assertArrayEquals(new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, 2},
                IpAddress.parse("2001:db8::ff02").orElseThrow().bytes());
        assertThrows(IllegalArgumentException.class, () -> IpAddress.of(new byte[5]));
        assertThrows(IllegalArgumentException.class, () -> new IpAddress(false, 0, 1L << 32));
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC", "1.0.0.0, PUBLIC", "172.15.255.255, PUBLIC", "172.32.0.0, PUBLIC", "192.167.255.255, PUBLIC",
        "100.63.255.255, PUBLIC", "100.128.0.0, PUBLIC", "169.253.255.255, PUBLIC", "223.255.255.255, PUBLIC",
        "10.0.0.0, PRIVATE", "10.255.255.255, PRIVATE", "172.16.0.0, PRIVATE", "172.31.255.255, PRIVATE",
        "192.168.0.1, PRIVATE", "100.64.0.0, PRIVATE", "100.127.255.255, PRIVATE",
        "127.0.0.0, LOOPBACK", "127.0.0.1, LOOPBACK", "127.255.255.255, LOOPBACK",
        "169.254.0.1, LINK_LOCAL", "169.254.255.255, LINK_LOCAL",
        "169.254.169.254, METADATA", "100.100.100.200, METADATA", "168.63.129.16, METADATA", "192.0.0.192, METADATA",
        "0.0.0.0, UNSPECIFIED", "0.1.2.3, UNSPECIFIED",
        "224.0.0.1, MULTICAST", "239.255.255.255, MULTICAST", "240.0.0.1, RESERVED", "255.255.255.255, RESERVED",
        "2606:4700::1111, PUBLIC", "2001:db8::1, PUBLIC", "fbff::1, PUBLIC",
        "fc00::1, PRIVATE", "fdff::1, PRIVATE", "fec0::1, PRIVATE", "::1, LOOPBACK", "::, UNSPECIFIED",
        "fe80::1, LINK_LOCAL", "febf::1, LINK_LOCAL", "ff02::1, MULTICAST",
        "fd00:ec2::254, METADATA", "fd20:ce::254, METADATA", "fd00:ec2::253, PRIVATE",
        "2001::1, RESERVED", "64:ff9b:1::7f00:1, RESERVED", "::1:0:0:1, RESERVED",
        "::ffff:127.0.0.1, LOOPBACK", "::ffff:169.254.169.254, METADATA", "::ffff:8.8.8.8, PUBLIC",
        "64:ff9b::127.0.0.1, LOOPBACK", "64:ff9b::a9fe:a9fe, METADATA", "64:ff9b::8.8.8.8, PUBLIC",
        "2002:7f00:1::1, LOOPBACK", "2002:a9fe:a9fe::, METADATA", "2002:808:808::1, PUBLIC",
        "::127.0.0.1, LOOPBACK", "::2, UNSPECIFIED",
    })
    void knowsWhatAnAddressIsFor(String text, Kind kind) {
        assertEquals(kind, IpAddress.parse(text).orElseThrow().kind());
    }
}
