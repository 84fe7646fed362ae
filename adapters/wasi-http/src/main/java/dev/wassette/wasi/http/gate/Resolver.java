package dev.wassette.wasi.http.gate;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// Finds the addresses of a name.
@FunctionalInterface
public interface Resolver {

    /// The one of the operating system.
    Resolver SYSTEM = InetAddress::getAllByName;

    /// May take long; called on a thread of its own.
    ///
    /// @param name a DNS name, never an IP literal
    /// @return at least one address
    InetAddress[] resolve(String name) throws UnknownHostException;
}
