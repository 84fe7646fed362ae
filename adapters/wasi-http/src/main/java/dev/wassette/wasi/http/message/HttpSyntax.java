package dev.wassette.wasi.http.message;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What may stand in the parts of a request. Whatever else it does, it lets nothing through that begins a new line or
/// a new part of the request.
public final class HttpSyntax {
    private HttpSyntax() {}

    /// RFC 9110, 5.6.2
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    /// RFC 3986, 3.1
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    /// RFC 3986, 3.2, without user information: RFC 9110, 4.2.4, warns of it, as it makes one host look like another
    private static final Pattern AUTHORITY = Pattern.compile(
            "([A-Za-z0-9._~!$&'()*+,;=%-]+|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{0,5}))?");
    /// Visible ASCII from the first `/` or `?` on; `#` would begin a fragment, which is not sent.
    private static final Pattern PATH_WITH_QUERY = Pattern.compile("\\*|[/?][!-~&&[^#]]*");

    /// What concerns the connection, not the request (RFC 9110, 7.6.1), or what the host derives from the request.
    private static final Set<String> FORBIDDEN = Set.of("connection", "host", "http2-settings", "keep-alive",
            "proxy-authenticate", "proxy-authorization", "proxy-connection", "transfer-encoding", "upgrade");

    public static boolean isToken(String text) {
        return text.length() <= HttpLimits.MAX_TOKEN_CHARS && TOKEN.matcher(text).matches();
    }

    public static boolean isScheme(String text) {
        return text.length() <= HttpLimits.MAX_TOKEN_CHARS && SCHEME.matcher(text).matches();
    }

    public static boolean isAuthority(String text) {
        if (text.length() > HttpLimits.MAX_AUTHORITY_CHARS) {
            return false;
        }
        var match = AUTHORITY.matcher(text);
        if (!match.matches()) {
            return false;
        }
        String port = match.group("port");
        return port == null || port.isEmpty() || Integer.parseInt(port) <= 0xFFFF;
    }

    /// {@return whether this is a path, a query, both, or none}
    public static boolean isPathWithQuery(String text) {
        return text.isEmpty()
                || text.length() <= HttpLimits.MAX_PATH_CHARS && PATH_WITH_QUERY.matcher(text).matches();
    }

    public static boolean isFieldName(String text) {
        return text.length() <= HttpLimits.MAX_FIELDS_BYTES && TOKEN.matcher(text).matches();
    }

    public static boolean isForbidden(String fieldName) {
        return FORBIDDEN.contains(fieldName.toLowerCase(Locale.ROOT));
    }

    /// RFC 9110, 5.5: visible characters, spaces, tabs, and bytes beyond ASCII
    public static boolean isFieldValue(byte[] value) {
        for (byte each : value) {
            if (each >= 0 && each < ' ' && each != '\t' || each == 0x7F) {
                return false;
            }
        }
        return true;
    }
}
