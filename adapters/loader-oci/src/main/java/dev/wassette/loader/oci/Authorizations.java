package dev.wassette.loader.oci;

import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.RegistryCredentials;
import dev.wassette.application.port.out.RegistryCredentials.Credential;
import dev.wassette.application.port.out.RegistryCredentials.IdentityToken;
import dev.wassette.application.port.out.RegistryCredentials.Password;
import dev.wassette.loader.http.transfer.Hosts;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.TransferAnswer;
import dev.wassette.loader.http.transfer.TransferFailed;
import dev.wassette.loader.http.transfer.TransferFailed.Kind;
import dev.wassette.loader.http.transfer.TransferRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Values of the header `Authorization`, each for one registry and what may be done there. Passwords go to the registry
/// itself, or to the token service that it names if that is its neighbour; tokens go to the registry that they are for.
/// Safe for use by several threads.
final class Authorizations {
    private static final long USUAL_SECONDS = 60;
    /// A token that ends on the way is of no use.
    private static final long MARGIN_SECONDS = 5;

    private final HttpTransfer transfer;
    private final RegistryCredentials credentials;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    Authorizations(HttpTransfer transfer, RegistryCredentials credentials) {
        this.transfer = Objects.requireNonNull(transfer);
        this.credentials = Objects.requireNonNull(credentials);
    }

    /// @param until [System#nanoTime] of its end
    private record Issued(String value, long until) {}

    /// What is asked of a registry.
    ///
    /// @param registry as people name it
    /// @param origin scheme, host and port that answer for it
    /// @param scope such as `repository:a/b:pull`; empty for the registry as a whole
    record Access(String registry, URI origin, String scope) {
        String key() {
            return origin + " " + scope;
        }
    }

    /// {@return what has worked before, as far as it still may}
    Optional<String> known(Access access) {
        return Optional.ofNullable(issued.get(access.key())).filter(each -> each.until() - System.nanoTime() > 0)
                .map(Issued::value);
    }

    /// {@return what a registry wants to see; empty when there is nothing to show}
    ///
    /// @param challenge of that registry itself, and not of where it sent us
    Optional<String> answer(Access access, Challenge challenge) throws TransferFailed {
        Optional<Credential> credential = credential(access.registry());
        Optional<Issued> fresh = challenge.bearer() ? Optional.of(token(access, challenge, credential))
                : credential.flatMap(Authorizations::basic).map(value -> new Issued(value, lasting(3_600)));
        fresh.ifPresent(value -> issued.put(access.key(), value));
        return fresh.map(Issued::value);
    }

    private Optional<Credential> credential(String registry) throws TransferFailed {
        try {
            return credentials.find(registry);
        } catch (IOException e) {
            throw new TransferFailed(Kind.REFUSED, "cannot be fetched: " + e.getMessage(), e);
        }
    }

    private static Optional<String> basic(Credential credential) {
        return credential instanceof Password(String user, String secret) ? Optional.of("Basic " + Base64.getEncoder()
                .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8))) : Optional.empty();
    }

    private static long lasting(long seconds) {
        return System.nanoTime() + Math.max(0, seconds - MARGIN_SECONDS) * 1_000_000_000L;
    }

    private Issued token(Access access, Challenge challenge, Optional<Credential> credential) throws TransferFailed {
        URI realm = realm(access, challenge);
        boolean trusted = isNeighbour(access.origin().getHost(), realm.getHost());
        Optional<Credential> shown = trusted ? credential : Optional.empty();
        String service = challenge.parameters().getOrDefault("service", "");
        TransferAnswer answer = transfer.send(request(realm, service, access.scope(), shown), Progress.NONE);
        if (answer.status() != 200) {
            throw refused(access.registry(), realm, answer, credential.isPresent(), trusted);
        }
        return issued(realm, answer);
    }

    private static TransferRequest request(URI realm, String service, String scope, Optional<Credential> shown)
            throws TransferFailed {
        if (shown.orElse(null) instanceof IdentityToken(String token)) {
            String form = "grant_type=refresh_token&client_id=wassette&service=" + encoded(service) + "&scope="
                    + encoded(scope) + "&refresh_token=" + encoded(token);
            return get(realm).with("Content-Type", "application/x-www-form-urlencoded")
                    .sending("POST", form.getBytes(StandardCharsets.UTF_8));
        }
        String query = (realm.getRawQuery() == null ? "?" : "&") + "service=" + encoded(service)
                + (scope.isEmpty() ? "" : "&scope=" + encoded(scope));
        return get(URI.create(realm + query)).authorized(shown.flatMap(Authorizations::basic));
    }

    private static TransferRequest get(URI uri) {
        return TransferRequest.get(uri, OciLimits.MAX_TOKEN_BYTES, "Asking for access").with("Accept", "application/json");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// {@return the token service; what it answers goes to the registry, so it must not be something of this machine or of
    /// its network that only we can ask}
    private static URI realm(Access access, Challenge challenge) throws TransferFailed {
        String named = challenge.parameters().getOrDefault("realm", "");
        try {
            var realm = new URI(named).parseServerAuthority();
            String host = Objects.requireNonNullElse(realm.getHost(), "");
            boolean sameHost = host.equalsIgnoreCase(access.origin().getHost());
            boolean safe = "https".equalsIgnoreCase(realm.getScheme())
                    || sameHost && "http".equalsIgnoreCase(realm.getScheme()) && "http".equals(access.origin().getScheme());
            if (!host.isEmpty() && realm.getRawUserInfo() == null && realm.getRawFragment() == null && safe
                    && (sameHost || !Hosts.isLoopback(host))) {
                return realm;
            }
        } catch (URISyntaxException _) {
            // said below, like of every other realm that is not asked
        }
        throw new TransferFailed(Kind.REFUSED, "cannot be fetched: " + access.registry()
                + " wants a token from '" + Json.quoted(named) + "', and none is asked for there: only over https, and not from "
                + "this machine");
    }

    /// {@return whether two hosts are so near that who has the registry has the token service too: the same, one above the
    /// other, or side by side below a name of two parts or more, as `registry-1.docker.io` and `auth.docker.io`}
    static boolean isNeighbour(String registry, String realm) {
        String one = registry.toLowerCase(Locale.ROOT);
        String other = realm.toLowerCase(Locale.ROOT);
        if (one.equals(other)) {
            return true;
        }
        boolean addresses = one.matches("[\\d.]+|\\[.*") || other.matches("[\\d.]+|\\[.*");
        return !addresses && (isBelow(one, other) || isBelow(other, one) || isBelow(one, parent(other)));
    }

    private static boolean isBelow(String name, String above) {
        return above.indexOf('.') > 0 && name.endsWith("." + above);
    }

    private static String parent(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    private static TransferFailed refused(String registry, URI realm, TransferAnswer answer, boolean has, boolean trusted) {
        if (answer.isOfTheLine()) {
            return new TransferFailed(Kind.UNREACHABLE, "cannot be fetched: the token service " + realm.getHost()
                    + " of " + registry + " answers with status " + answer.status());
        }
        String advice = !has ? "'wassette registry login " + registry + "' keeps credentials for it."
                : trusted ? "The credentials for it are not accepted; 'wassette registry login " + registry
                        + "' replaces them."
                : "The credentials for it were not shown, as that service is of another host.";
        return new TransferFailed(Kind.REFUSED, "cannot be fetched: the token service " + realm.getHost() + " of "
                + registry + " gives no token (status " + answer.status() + "). " + advice);
    }

    private static Issued issued(URI realm, TransferAnswer answer) throws TransferFailed {
        JsonObject json = Json.object(answer.body()).orElse(JsonObject.empty());
        String token = Json.text(json, "token").or(() -> Json.text(json, "access_token")).orElse("");
        if (token.isEmpty() || token.length() > OciLimits.MAX_TOKEN_LENGTH || !token.matches("[\\x21-\\x7e]+")) {
            throw new TransferFailed(Kind.REFUSED, "cannot be fetched: the answer of the token service " + realm.getHost()
                    + " has no token");
        }
        long seconds = json.get("expires_in").orElse(null) instanceof JsonNumber(var number)
                ? Math.clamp(number.longValue(), 1, 3_600) : USUAL_SECONDS;
        return new Issued("Bearer " + token, lasting(seconds));
    }
}
