package dev.wassette.loader.http.transfer;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names of hosts in URIs.
public final class Hosts {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    private Hosts() {}

    /// {@return whether a host is this machine, by its name alone}
    ///
    /// @param host as in a URI, with or without a port
    public static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
        return LOOPBACK.matcher(name).matches();
    }

    /// {@return scheme, host and port in one spelling}
    static String origin(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }

    static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme());
    }
}
