package dev.wassette.wasi.gate;

import dev.wassette.domain.policy.IpAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/// An address with a port.
///
/// @param port 0 to 65535
/// @param scope the zone of a link-local IPv6 address; 0 when there is none
public record Endpoint(IpAddress address, int port, int scope) {
    public Endpoint {
        Objects.requireNonNull(address);
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException("there is no port " + port);
        }
    }

    static Endpoint of(InetSocketAddress address) {
        int scope = address.getAddress() instanceof Inet6Address v6 ? v6.getScopeId() : 0;
        return new Endpoint(IpAddress.of(address.getAddress().getAddress()), address.getPort(), scope);
    }

    InetSocketAddress toJava() {
        try {
            byte[] bytes = address.bytes();
            return new InetSocketAddress(scope == 0 ? InetAddress.getByAddress(bytes)
                    : Inet6Address.getByAddress(null, bytes, scope), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
