package dev.wassette.mcp.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/// Who may come in: requests for a host that is ours, from no web page but one of ours, and with the token where there
/// is one. The first two stop pages of strangers, in the browser of somebody who runs this server, from reaching it under
/// a name that they made resolve to this machine (DNS rebinding).
final class Gatekeeper {
    private static final String BEARER = "bearer ";

    private final List<String> hosts;
    private final Optional<byte[]> tokenDigest;

    /// @param hosts names that requests may be for, in lower case; one without a port stands for every port
    /// @param token that each request has to show
    Gatekeeper(List<String> hosts, Optional<String> token) {
        this.hosts = List.copyOf(hosts);
        this.tokenDigest = token.map(Gatekeeper::digest);
    }

    /// {@return why this request is refused; empty when it is welcome}
    Optional<Refusal> refusal(HttpFields fields) {
        String host = fields.get(HttpHeader.HOST);
        if (host == null || !isOurs(host)) {
            return Optional.of(new Refusal(HttpStatus.FORBIDDEN_403,
                    "the host that this request is for is not one of this server's; --allowed-host adds hosts"));
        }
        String origin = fields.get(HttpHeader.ORIGIN);
        if (origin != null && !isOurOrigin(origin)) {
            return Optional.of(new Refusal(HttpStatus.FORBIDDEN_403,
                    "requests of web pages from that origin are not served; --allowed-host adds hosts"));
        }
        return tokenDigest.filter(digest -> !hasToken(fields, digest)).map(_ -> new Refusal(
                HttpStatus.UNAUTHORIZED_401, "this server wants the field 'Authorization: Bearer <token>'"));
    }

    private boolean isOurs(String authority) {
        String given = authority.toLowerCase(Locale.ROOT);
        return hosts.contains(given) || hosts.contains(withoutPort(given));
    }

    private boolean isOurOrigin(String origin) {
        int scheme = origin.indexOf("://");
        String name = scheme < 0 ? "" : origin.substring(0, scheme).toLowerCase(Locale.ROOT);
        return (name.equals("http") || name.equals("https")) && isOurs(origin.substring(scheme + 3));
    }

    /// An IPv6 address has colons of its own, but stands in brackets; and not everything behind a colon is a port: behind
    /// `localhost:80@` stands another host.
    private static String withoutPort(String authority) {
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon >= 0 && authority.substring(colon + 1).matches("[0-9]*");
        return hasPort ? authority.substring(0, colon) : authority;
    }

    /// Compares digests, so that the time it takes says nothing about the token, its length included.
    private static boolean hasToken(HttpFields fields, byte[] digest) {
        String given = fields.get(HttpHeader.AUTHORIZATION);
        return given != null && given.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(digest(given.substring(BEARER.length()).strip()), digest);
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
