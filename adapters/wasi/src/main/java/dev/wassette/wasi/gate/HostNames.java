package dev.wassette.wasi.gate;

import dev.wassette.domain.policy.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/// Finds the addresses of a name.
@FunctionalInterface
public interface HostNames {

    /// Asks, and waits for the answer. Called by several threads.
    ///
    /// @param name lower case ASCII, without a dot at its end
    /// @return at least one
    List<IpAddress> resolve(String name) throws UnknownHostException;

    /// {@return the resolver of the system}
    static HostNames system() {
        return name -> Stream.of(InetAddress.getAllByName(name)).map(each -> IpAddress.of(each.getAddress())).toList();
    }
}
