package dev.wassette.cli;

import dev.wassette.cli.ServeOptions.Transport;
import dev.wassette.cli.Settings.Invalid;
import dev.wassette.cli.syntax.Option;
import dev.wassette.cli.syntax.Parse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Where to serve over HTTP, and whom.
///
/// @param host name or address, without brackets
/// @param port to listen at; 0 for any that is free
/// @param allowedHosts in lower case; empty for those of this machine
/// @param token that each request must show; empty when nobody said
/// @param tokenFile a file with the token in it; empty when nobody said
/// @param requireAuth whether to refuse to serve others than this machine without a token
/// @param ui whether to offer a page for people
public record HttpOptions(String host, int port, List<String> allowedHosts, Optional<String> token,
        Optional<Path> tokenFile, boolean requireAuth, boolean ui) {
    static final Option BIND_ADDRESS = Option.valued("--bind-address", "HOST:PORT",
            "Where to listen for HTTP [env: WASSETTE_BIND_ADDRESS] [default: 127.0.0.1:9001]");
    static final Option ALLOWED_HOST = Option.valued("--allowed-host", "HOST,...",
            "Hosts that HTTP requests may be for, in place of those of this machine [env: WASSETTE_ALLOWED_HOSTS]");
    static final Option AUTH_TOKEN_FILE = Option.valued("--auth-token-file", "PATH",
            "A file with a token that each HTTP request must show [env: WASSETTE_AUTH_TOKEN_FILE, or the token itself in "
                    + "WASSETTE_AUTH_TOKEN]");
    static final Option REQUIRE_AUTH = Option.flag("--require-auth", "",
            "Refuse to listen to other machines without a token");
    static final Option UI = Option.flag("--ui", "",
            "Also offer a page at /ui, to people at this machine alone: components, their permissions, and what happens");
    static final List<Option> ALL = List.of(BIND_ADDRESS, ALLOWED_HOST, AUTH_TOKEN_FILE, REQUIRE_AUTH, UI);

    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_PORT = "9001";
    private static final int LAST_PORT = 65_535;

    public HttpOptions {
        Objects.requireNonNull(host);
        allowedHosts = List.copyOf(allowedHosts);
        Objects.requireNonNull(token);
        Objects.requireNonNull(tokenFile);
    }

    /// Without a page for people.
    public HttpOptions(String host, int port, List<String> allowedHosts, Optional<String> token, Optional<Path> tokenFile,
            boolean requireAuth) {
        this(host, port, allowedHosts, token, tokenFile, requireAuth, false);
    }

    static HttpOptions of(Parse.Given given, Settings settings) throws Invalid, UnusableConfiguration {
        Optional<String> said = settings.text(given, BIND_ADDRESS, "WASSETTE_BIND_ADDRESS", "bind_address");
        String address = said.orElseGet(() -> settings.variable("BIND_HOST").orElse(DEFAULT_HOST) + ":"
                + settings.variable("PORT").orElse(DEFAULT_PORT));
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? "" : address.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw new Invalid("the address '" + address + "' must have its IPv6 address in brackets: [::1]:9001");
        }
        if (host.isEmpty()) {
            throw new Invalid("the address '" + address + "' must be a host and a port, such as 127.0.0.1:9001");
        }
        return new HttpOptions(host, port(address.substring(colon + 1)),
                settings.text(given, ALLOWED_HOST, "WASSETTE_ALLOWED_HOSTS", "allowed_hosts")
                        .map(HttpOptions::hosts).orElse(List.of()),
                settings.variable("WASSETTE_AUTH_TOKEN"),
                settings.path(given, AUTH_TOKEN_FILE, "WASSETTE_AUTH_TOKEN_FILE", "auth_token_file"),
                given.options().containsKey(REQUIRE_AUTH.name()), given.options().containsKey(UI.name()));
    }

    /// @throws Invalid when a page is wanted where nothing is served over HTTP
    static void check(Parse.Given given, Transport transport) throws Invalid {
        if (given.options().containsKey(UI.name()) && transport == Transport.STDIO) {
            throw new Invalid("'--ui' needs '--http' or '--sse'");
        }
    }

    private static int port(String digits) throws Invalid {
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > LAST_PORT) {
            throw new Invalid("the port '" + digits + "' is no number from 0 to " + LAST_PORT);
        }
        return Integer.parseInt(digits);
    }

    private static List<String> hosts(String list) {
        return Stream.of(list.toLowerCase(Locale.ROOT).split(",")).map(String::strip)
                .filter(host -> !host.isEmpty()).toList();
    }
}
