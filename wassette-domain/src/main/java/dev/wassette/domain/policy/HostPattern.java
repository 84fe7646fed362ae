package dev.wassette.domain.policy;

import java.util.Locale;
import java.util.Optional;

/// Which hosts one entry of a policy stands for: `[scheme://]host[:port]`.
///
/// @param scheme `http` or `https`; empty for both, and for sockets
/// @param port 0 for all ports
record HostPattern(Optional<String> scheme, Hosts hosts, int port) {

    /// The part of an entry that is about the host.
    sealed interface Hosts {}

    /// `*`
    record Any() implements Hosts {}

    /// `*.example.com`: all names below it at any depth, and not the name itself.
    ///
    /// @param domain lower case
    record Below(String domain) implements Hosts {}

    record Exactly(HostName host) implements Hosts {}

    /// @throws InvalidPermission with the sentences of contract F.2
    static HostPattern parse(String text) {
        if (text.isBlank()) {
            throw new InvalidPermission("Host can't be empty");
        }
        if (text.chars().filter(each -> each == '*').count() > 1) {
            throw new InvalidPermission("Too many wildcards in host: " + text);
        }
        int separator = text.indexOf("://");
        Optional<String> scheme = separator < 0 ? Optional.empty()
                : Optional.of(text.substring(0, separator).toLowerCase(Locale.ROOT));
        if (scheme.isPresent() && !scheme.get().equals("http") && !scheme.get().equals("https")) {
            throw invalid(text, "only http:// and https:// are known");
        }
        return authority(text, scheme, scheme.isEmpty() ? text : withoutPath(text.substring(separator + 3)));
    }

    /// An entry with a scheme may be a whole URL; only its origin counts.
    private static String withoutPath(String rest) {
        return rest.split("[/?#]", 2)[0];
    }

    private static HostPattern authority(String text, Optional<String> scheme, String authority) {
        int colon = authority.lastIndexOf(':');
        boolean literal = authority.indexOf(':') != colon || authority.startsWith("[");
        boolean hasPort = literal ? authority.lastIndexOf("]:") >= 0 : colon >= 0;
        String host = hasPort ? authority.substring(0, colon) : authority;
        return new HostPattern(scheme, hosts(text, host), hasPort ? port(text, authority.substring(colon + 1)) : 0);
    }

    private static int port(String text, String digits) {
        if (!digits.matches("[1-9][0-9]{0,4}") || Integer.parseInt(digits) > 0xffff) {
            throw invalid(text, "a port is a number from 1 to 65535");
        }
        return Integer.parseInt(digits);
    }

    private static Hosts hosts(String text, String host) {
        if (host.isEmpty()) {
            throw new InvalidPermission("Host can't be empty");
        }
        if (host.equals("*")) {
            return new Any();
        }
        if (host.startsWith("*.")) {
            return below(text, host.substring(2));
        }
        if (host.indexOf('*') >= 0) {
            throw new InvalidPermission("Wildcard should be at start like *.domain.com in: " + text);
        }
        return HostName.parse(host).map(Exactly::new).orElseThrow(() -> invalid(text,
                "write a name in ASCII (xn--...), an IPv4 address as four decimal numbers, an IPv6 address in brackets"));
    }

    private static Below below(String text, String domain) {
        boolean name = !domain.isEmpty() && !domain.endsWith(".")
                && HostName.parse(domain).orElse(null) instanceof HostName.Name;
        if (!name) {
            throw new InvalidPermission("Domain part looks wrong in: " + text);
        }
        return new Below(domain.toLowerCase(Locale.ROOT));
    }

    private static InvalidPermission invalid(String text, String why) {
        return new InvalidPermission("Invalid host format: " + text + " (" + why + ")");
    }

    /// {@return whether this is about the host, whatever the scheme and the port}
    boolean covers(HostName host) {
        return switch (hosts) {
            case Any() -> true;
            case Below(String domain) -> host instanceof HostName.Name(String name) && name.endsWith("." + domain);
            case Exactly(HostName.Literal(IpAddress address)) ->
                host instanceof HostName.Literal(IpAddress other) && IpRange.only(address).contains(other);
            case Exactly(HostName.Name name) -> name.equals(host);
        };
    }

    boolean isAbout(String scheme) {
        return this.scheme.isEmpty() || this.scheme.get().equals(scheme);
    }

    boolean isAbout(int port) {
        return this.port == 0 || this.port == port;
    }

    /// {@return whether it stands for this machine by name (RFC 6761, 6.3)}
    boolean isLocalhost() {
        return switch (hosts) {
            case Any() -> false;
            case Below(String domain) -> isLocalhost(domain);
            case Exactly(HostName.Name(String name)) -> isLocalhost(name);
            case Exactly(HostName.Literal _) -> false;
        };
    }

    private static boolean isLocalhost(String name) {
        return name.equals("localhost") || name.endsWith(".localhost");
    }
}
