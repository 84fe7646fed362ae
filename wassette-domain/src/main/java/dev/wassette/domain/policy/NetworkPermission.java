package dev.wassette.domain.policy;

/// One entry of `permissions.network`, of its list `allow` or of its list `deny` (contract F.1). Valid from its making:
/// the constructors check what contract F.2 says, and throw [InvalidPermission].
public sealed interface NetworkPermission extends DeniablePermission {

    /// Hosts by name or address.
    ///
    /// The forms: a name (`api.example.com`, only this one); `*.example.com` (all names below it, at any depth, not
    /// `example.com`); `*` (all hosts); an IPv4 or IPv6 literal, the latter in brackets when a port follows; each of
    /// them with `:port` behind it (otherwise all ports) and with `http://` or `https://` before it (otherwise both,
    /// and sockets). Behind a scheme a path may follow; it does not matter. Upper and lower case and a dot at the end
    /// of a name do not matter either.
    ///
    /// @param host as it was written
    record Host(String host) implements NetworkPermission {
        public Host {
            HostPattern.parse(host);
        }
    }

    /// All addresses of a range.
    ///
    /// @param cidr as it was written: `10.0.0.0/8`, `2001:db8::/32`
    record Cidr(String cidr) implements NetworkPermission {
        public Cidr {
            IpRange.parse(cidr);
        }
    }

    /// The hosts that developers commonly need: [CommonHosts].
    record Defaults() implements NetworkPermission {}

    /// {@return the entry as a user would write it, for messages}
    default String text() {
        return switch (this) {
            case Host(String host) -> host;
            case Cidr(String cidr) -> cidr;
            case Defaults() -> "defaults";
        };
    }
}
