package dev.wassette.loader.http.transfer;

import dev.wassette.domain.policy.InvalidPermission;
import dev.wassette.domain.policy.IpAddress;
import dev.wassette.domain.policy.IpRange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Through which proxy a request of our own goes, as `curl` decides it: `HTTPS_PROXY`, `HTTP_PROXY` and `ALL_PROXY` say which, and
/// `NO_PROXY` for whom none; each of them also in lower case, which wins. This machine is always asked directly. Requests of
/// components know nothing of this: where they go is a matter of policy. Safe for use by several threads.
public final class Proxies {
    /// The port of a proxy whose URL has none, as `curl` has it.
    private static final int USUAL_PORT = 1080;

    private final Optional<String> named;
    private final Map<String, String> environment;

    private Proxies(Optional<String> named, Map<String, String> environment) {
        this.named = Objects.requireNonNull(named);
        this.environment = Map.copyOf(environment);
    }

    /// {@return what asks everybody directly}
    public static Proxies none() {
        return new Proxies(Optional.empty(), Map.of());
    }

    /// {@return the proxies that the environment names}
    ///
    /// @param named by the user, for all requests; `none` for no proxy at all
    /// @param environment the variables of the process
    public static Proxies of(Optional<String> named, Map<String, String> environment) {
        return new Proxies(named, environment);
    }

    /// A proxy.
    ///
    /// @param authorization what it wants to see; in no message
    public record Proxy(String host, int port, Optional<String> authorization) {
        public Proxy {
            Objects.requireNonNull(host);
            Objects.requireNonNull(authorization);
        }

        /// {@return host and port, and nothing that is secret}
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /// {@return the proxy for a request; empty when it goes directly}
    ///
    /// @throws IOException with a clause for the user when what is configured is no proxy
    public Optional<Proxy> find(URI uri) throws IOException {
        Optional<String> url = url(uri);
        boolean isDirect = Hosts.isLoopback(uri.getHost()) || url.isEmpty() || isExempt(uri.getHost(), variable("NO_PROXY").orElse(""));
        return isDirect ? Optional.empty() : Optional.of(proxy(url.get()));
    }

    private Optional<String> url(URI uri) {
        if (named.isPresent()) {
            return named.filter(value -> !value.equals("none"));
        }
        return (Hosts.isHttps(uri) ? variable("HTTPS_PROXY") : plain()).or(() -> variable("ALL_PROXY"));
    }

    /// A web server hands a header `Proxy` to its programs as `HTTP_PROXY`.
    private Optional<String> plain() {
        return environment.containsKey("REQUEST_METHOD") ? value("http_proxy") : variable("HTTP_PROXY");
    }

    private Optional<String> variable(String name) {
        return value(name.toLowerCase(Locale.ROOT)).or(() -> value(name));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /// {@return whether a list of exceptions has a host: names and all below them, addresses, ranges of them, or `*`}
    static boolean isExempt(String host, String list) {
        String bare = host.replaceAll("^\\[|]$|\\.$", "").toLowerCase(Locale.ROOT);
        Optional<IpAddress> address = IpAddress.parse(bare);
        return Stream.of(list.toLowerCase(Locale.ROOT).split("[,\\s]+")).filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*") || (address.isPresent() ? contains(entry, address.get())
                        : isBelow(bare, entry.replaceAll("^\\.|\\.$", ""))));
    }

    private static boolean isBelow(String host, String name) {
        return host.equals(name) || host.endsWith("." + name);
    }

    private static boolean contains(String entry, IpAddress address) {
        if (!entry.contains("/")) {
            return IpAddress.parse(entry.replaceAll("^\\[|]$", "")).equals(Optional.of(address));
        }
        try {
            return IpRange.parse(entry).contains(address);
        } catch (InvalidPermission _) {
            return false;
        }
    }

    private static Proxy proxy(String url) throws IOException {
        try {
            var uri = new URI(url.contains("://") ? url : "http://" + url).parseServerAuthority();
            if (!Hosts.isHttp(uri) || uri.getHost() == null) {
                throw new IOException("the proxy for it is none that can be used: only http://HOST:PORT is");
            }
            Optional<String> user = Optional.ofNullable(uri.getRawUserInfo()).map(Proxies::basic);
            return new Proxy(uri.getHost(), uri.getPort() < 0 ? USUAL_PORT : uri.getPort(), user);
        } catch (URISyntaxException | IllegalArgumentException _) {
            // Its reason may have the password in it.
            throw new IOException("the proxy for it is not written as http://HOST:PORT");
        }
    }

    private static String basic(String userInfo) {
        String plain = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        String pair = plain.contains(":") ? plain : plain + ":";
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /// {@return the same for Java's client}
    public ProxySelector selector() {
        return new ProxySelector() {
            @Override
            public List<java.net.Proxy> select(URI uri) {
                try {
                    return List.of(find(uri).map(each -> new java.net.Proxy(java.net.Proxy.Type.HTTP,
                            InetSocketAddress.createUnresolved(each.host(), each.port()))).orElse(java.net.Proxy.NO_PROXY));
                } catch (IOException e) {
                    throw new IllegalArgumentException(e.getMessage(), e);
                }
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException problem) {
                // Who asked hears of it.
            }
        };
    }

    /// Lets Java's client show passwords to proxies before a connection by TLS: who writes one into the URL of a proxy wants
    /// that. To be called before the first client of the process is made.
    ///
    /// @return this
    public Proxies allowingPasswords() {
        Stream<String> urls = Stream.of("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY").flatMap(name -> variable(name).stream());
        if (Stream.concat(named.stream(), urls).anyMatch(url -> url.contains("@"))) {
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
        return this;
    }
}
