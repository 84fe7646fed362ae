package dev.wassette.domain.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// To whom a call may speak. Decides, and touches nothing: who connects asks first. Immutable.
///
/// What is not allowed is refused, and what is denied is refused although it is allowed. A request passes two doors:
/// [#allowsRequest] before the name is resolved and [#allowsAddress] before the address is connected to. No name leads
/// to this machine, its cable, the metadata service of a cloud or other addresses of a special kind
/// ([IpAddress.Kind#isOrdinary]) unless the policy names such an address: as a literal, by a range that is about
/// such addresses alone, or by `localhost`. So neither whoever controls a name, nor an allowed `*` or
/// `0.0.0.0/0`, opens them.
///
/// A rule of `allow` with a scheme serves HTTP alone. A rule of `deny` with a scheme holds against sockets as well, as
/// HTTP can be spoken over them.
public final class NetworkGrant {
    private static final NetworkGrant NOTHING = new NetworkGrant(List.of(), List.of());

    private final List<NetworkRule> allow;
    private final List<NetworkRule> deny;

    /// @param deny wins over `allow`
    public NetworkGrant(List<NetworkPermission> allow, List<NetworkPermission> deny) {
        this(new Both(rules(allow), rules(deny)));
    }

    private NetworkGrant(Both both) {
        this.allow = both.allow();
        this.deny = both.deny();
    }

    private record Both(List<NetworkRule> allow, List<NetworkRule> deny) {}

    private static List<NetworkRule> rules(List<NetworkPermission> permissions) {
        return permissions.stream().flatMap(NetworkRule::of).toList();
    }

    /// {@return the grant that refuses everything}
    public static NetworkGrant nothing() {
        return NOTHING;
    }

    /// {@return this grant and one more permission; what is denied stays denied}
    public NetworkGrant with(NetworkPermission permission) {
        return new NetworkGrant(new Both(Stream.concat(allow.stream(), NetworkRule.of(permission)).toList(), deny));
    }

    /// Whether an HTTP request may be made, before its host is resolved.
    ///
    /// @param scheme `http` or `https`
    /// @param host a name in ASCII or an IP literal, with or without brackets; anything else is refused
    /// @param port the one of the URL or of its scheme; one outside of 1 to 65535 is refused
    public boolean allowsRequest(String scheme, String host, int port) {
        return isPort(port) && HostName.parse(host).filter(parsed -> allowsRequest(scheme, parsed, port)).isPresent();
    }

    private boolean allowsRequest(String scheme, HostName host, int port) {
        return deny.stream().noneMatch(rule -> rule.covers(scheme, host, port))
                && allow.stream().anyMatch(rule -> rule.covers(scheme, host, port))
                && (!(host instanceof HostName.Literal(IpAddress address)) || isReachable(address, port));
    }

    /// Whether an address may be connected to that a name has led to. The name has passed [#allowsRequest] or
    /// [#allowsLookup] with the same policy.
    ///
    /// @param host the name, or a literal, which leads to itself only
    public boolean allowsAddress(String host, IpAddress address, int port) {
        return isPort(port)
                && HostName.parse(host).filter(parsed -> leadsTo(parsed, address)).isPresent()
                && isUndenied(address, port)
                && isReachable(address, port);
    }

    private static boolean leadsTo(HostName host, IpAddress address) {
        return switch (host) {
            case HostName.Name _ -> true;
            case HostName.Literal(IpAddress literal) -> literal.equals(address);
        };
    }

    /// Whether a guest may look up a name (`wasi:sockets/ip-name-lookup`): when some port of it is allowed to sockets.
    ///
    /// @param name a name, or a literal that is only to be parsed
    public boolean allowsLookup(String name) {
        return HostName.parse(name).filter(this::allowsLookup).isPresent();
    }

    private boolean allowsLookup(HostName host) {
        return deny.stream().noneMatch(rule -> !rule.hasPort() && rule.covers(host))
                && allow.stream().anyMatch(rule -> !rule.hasScheme() && rule.covers(host));
    }

    /// Whether TCP or UDP may go to an address that the policy gives as a literal or in a range.
    public boolean allowsPeer(IpAddress address, int port) {
        return isPort(port)
                && isUndenied(address, port)
                && allow.stream().anyMatch(rule -> !rule.hasScheme() && rule.lists(address, port))
                && isReachable(address, port);
    }

    /// Whether TCP or UDP may go to an address that the guest got by looking up a name.
    ///
    /// @param resolvedName has passed [#allowsLookup] with the same policy
    public boolean allowsPeer(String resolvedName, IpAddress address, int port) {
        Optional<HostName> host = HostName.parse(resolvedName);
        return host.isPresent()
                && deny.stream().noneMatch(rule -> rule.covers(host.get(), port))
                && allow.stream().anyMatch(rule -> !rule.hasScheme() && rule.covers(host.get(), port))
                && allowsAddress(resolvedName, address, port);
    }

    private boolean isUndenied(IpAddress address, int port) {
        return deny.stream().noneMatch(rule -> rule.reaches(address, port));
    }

    private boolean isReachable(IpAddress address, int port) {
        return address.kind().isOrdinary() || allow.stream().anyMatch(rule -> rule.names(address, port));
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= 0xffff;
    }
}
