package dev.wassette.wasi.sockets;

import static dev.wassette.component.testkit.host.HostDriver.string;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wassette.component.host.Denial;
import dev.wassette.component.host.Denials;
import dev.wassette.component.testkit.host.HostDriver;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.wasi.Guest;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketsTest {
    private final Guest guest = new Guest();
    private final HostDriver host = guest.host;

    @Test
    void thereAreNoSocketsAndNoNames() {
        host.call("wasi:sockets/tcp-create-socket", "create-tcp-socket", new WitValue.Enum(0));
        host.call("wasi:sockets/udp-create-socket", "create-udp-socket", new WitValue.Enum(1));
        var network = host.open("wasi:sockets/instance-network", "instance-network");
        host.call("wasi:sockets/ip-name-lookup", "resolve-addresses", network, string("Example.com"));
        host.call("wasi:sockets/ip-name-lookup", "resolve-addresses", network, string("a\nb"));
        host.drop(network);
        assertEquals("""
                create-tcp-socket(ipv4) -> err(access-denied)
                create-udp-socket(ipv6) -> err(access-denied)
                instance-network() -> network#1
                resolve-addresses(network#1, "Example.com") -> err(access-denied)
                resolve-addresses(network#1, "a
                b") -> err(invalid-argument)
                drop network#1
                """, host.transcript());
        assertEquals(List.of(new Denial(Denial.Permission.NETWORK, "example.com")),
                guest.context.get(Denials.class).list());
    }
}
