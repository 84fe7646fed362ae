package dev.wassette.domain.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The host of a request: a DNS name or an IP literal.
sealed interface HostName {

    /// @param value lower case, ASCII, without a dot at its end
    record Name(String value) implements HostName {}

    record Literal(IpAddress address) implements HostName {}

    /// Reads a host without its port; an IPv6 literal may have its brackets.
    ///
    /// @return empty when it is neither a DNS name nor an IP literal. Names of other letters than ASCII have to be in
    ///     their ASCII form: who resolves them later might choose another one than we. What ends in a number, but is no
    ///     literal, is nothing at all: some resolvers take `127.1` or `0x7f000001` for an IPv4 address.
    static Optional<HostName> parse(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed || host.indexOf(':') >= 0) {
            return IpAddress.parse(bracketed ? host.substring(1, host.length() - 1) : host)
                    .filter(address -> host.indexOf(':') >= 0)
                    .map(Literal::new);
        }
        Optional<IpAddress> v4 = IpAddress.parse(withoutLastDot(host));
        return v4.isPresent() ? v4.map(Literal::new) : name(host).map(Name::new);
    }

    private static String withoutLastDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static Optional<String> name(String host) {
        String name = withoutLastDot(host).toLowerCase(Locale.ROOT);
        boolean ascii = host.chars().allMatch(each -> each < 0x80);
        return ascii && name.length() <= 253 && Syntax.NAME.matcher(name).matches()
                && !Syntax.ENDS_IN_A_NUMBER.matcher(name).find() ? Optional.of(name) : Optional.empty();
    }

    /// The forms of names. Underscores are no part of host names, but of many a container's.
    final class Syntax {
        private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
        private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
        private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(^|\\.)([0-9]+|0x[0-9a-f]*)$");

        private Syntax() {}
    }
}
