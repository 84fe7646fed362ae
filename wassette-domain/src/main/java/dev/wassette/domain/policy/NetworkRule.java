package dev.wassette.domain.policy;

import java.util.stream.Stream;

/// One entry of a policy in the form that decisions need.
sealed interface NetworkRule {

    record OfHosts(HostPattern pattern) implements NetworkRule {}

    record OfRange(IpRange range) implements NetworkRule {}

    static Stream<NetworkRule> of(NetworkPermission permission) {
        return switch (permission) {
            case NetworkPermission.Host(String host) -> Stream.of(new OfHosts(HostPattern.parse(host)));
            case NetworkPermission.Cidr(String cidr) -> Stream.of(new OfRange(IpRange.parse(cidr)));
            case NetworkPermission.Defaults() -> CommonHosts.all().stream().flatMap(NetworkRule::of);
        };
    }

    /// {@return whether the rule is about a request to this host}
    default boolean covers(String scheme, HostName host, int port) {
        return switch (this) {
            case OfHosts(HostPattern pattern) ->
                pattern.isAbout(scheme) && pattern.isAbout(port) && pattern.covers(host);
            case OfRange(IpRange range) -> contains(range, host);
        };
    }

    /// {@return whether the rule is about this host by any scheme}
    default boolean covers(HostName host, int port) {
        return switch (this) {
            case OfHosts(HostPattern pattern) -> pattern.isAbout(port) && pattern.covers(host);
            case OfRange(IpRange range) -> contains(range, host);
        };
    }

    /// {@return whether the rule is about this host on some port}
    default boolean covers(HostName host) {
        return switch (this) {
            case OfHosts(HostPattern pattern) -> pattern.covers(host);
            case OfRange(IpRange range) -> contains(range, host);
        };
    }

    private static boolean contains(IpRange range, HostName host) {
        return host instanceof HostName.Literal(IpAddress address) && range.contains(address);
    }

    /// {@return whether the rule is about HTTP alone}
    default boolean hasScheme() {
        return this instanceof OfHosts(HostPattern pattern) && pattern.scheme().isPresent();
    }

    default boolean hasPort() {
        return this instanceof OfHosts(HostPattern pattern) && pattern.port() != 0;
    }

    /// {@return whether the rule gives the address itself, as a literal or in a range}
    default boolean lists(IpAddress address, int port) {
        return switch (this) {
            case OfHosts(HostPattern(_, HostPattern.Exactly(HostName.Literal(IpAddress literal)), int ofPort)) ->
                (ofPort == 0 || ofPort == port) && IpRange.only(literal).contains(address);
            case OfHosts _ -> false;
            case OfRange(IpRange range) -> range.contains(address);
        };
    }

    /// {@return whether the author of the rule had this address in mind, of which no host name may lead to by itself}
    default boolean names(IpAddress address, int port) {
        return switch (this) {
            case OfHosts(HostPattern pattern) when pattern.isLocalhost() ->
                pattern.isAbout(port) && address.kind() == IpAddress.Kind.LOOPBACK;
            case OfHosts _ -> lists(address, port);
            case OfRange(IpRange range) -> range.isAboutSpecialAddresses() && range.contains(address);
        };
    }

    /// {@return whether the rule, as one that denies, is about this address}
    default boolean reaches(IpAddress address, int port) {
        return names(address, port) || lists(address, port) || covers(new HostName.Literal(address), port);
    }
}
