package dev.wassette.wasi.http.message;

import dev.wassette.domain.policy.IpAddress;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a request goes, in the one spelling that is checked, resolved, connected to and sent.
///
/// @param host a DNS name in lower case without a dot at its end, or an IP literal without brackets
/// @param literal the address that the host is when it is no name
/// @param port 1 to 65535
/// @param isDefaultPort whether it is the one of the scheme
public record Authority(String host, Optional<IpAddress> literal, int port, boolean isDefaultPort) {
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:\\[(?<v6>[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+)]|(?<name>[0-9A-Za-z_.-]+))(?::(?<port>[0-9]{0,5}))?");
    private static final Pattern LABELS = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
    /// What some resolvers take for an IPv4 address in another spelling.
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    public Authority {
        Objects.requireNonNull(host);
        Objects.requireNonNull(literal);
    }

    /// Reads `host[:port]`.
    ///
    /// @param scheme `http` or `https`
    /// @return empty when the host is neither a DNS name nor an IP literal in its usual form, or the port is none
    public static Optional<Authority> parse(String scheme, String text) {
        Matcher match = HOST_AND_PORT.matcher(text);
        if (text.length() > HttpLimits.MAX_AUTHORITY_CHARS || !match.matches()) {
            return Optional.empty();
        }
        int ofScheme = scheme.equals("https") ? 443 : 80;
        String digits = match.group("port");
        int port = digits == null || digits.isEmpty() ? ofScheme : Integer.parseInt(digits);
        if (port < 1 || port > 0xFFFF) {
            return Optional.empty();
        }
        return match.group("v6") == null
                ? named(match.group("name"), port, port == ofScheme)
                : IpAddress.parse(match.group("v6")).map(address -> of(address, port, port == ofScheme));
    }

    private static Optional<Authority> named(String text, int port, boolean isDefaultPort) {
        String lower = text.toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        Optional<IpAddress> literal = IpAddress.parse(name);
        if (literal.isPresent()) {
            return literal.map(address -> of(address, port, isDefaultPort));
        }
        boolean isName = name.length() <= HttpLimits.MAX_NAME_CHARS && LABELS.matcher(name).matches()
                && !LIKE_A_NUMBER.matcher(name).matches();
        return isName ? Optional.of(new Authority(name, Optional.empty(), port, isDefaultPort)) : Optional.empty();
    }

    private static Authority of(IpAddress address, int port, boolean isDefaultPort) {
        return new Authority(address.toString(), Optional.of(address), port, isDefaultPort);
    }

    /// {@return the value of the `Host` header (RFC 9110, 7.2)}
    public String hostHeader() {
        return isDefaultPort ? bracketed() : bracketed() + ":" + port;
    }

    /// {@return the same port of another host}
    public Authority with(IpAddress address) {
        return of(address, port, isDefaultPort);
    }

    private String bracketed() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }
}
