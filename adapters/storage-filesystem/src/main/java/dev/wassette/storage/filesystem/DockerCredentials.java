package dev.wassette.storage.filesystem;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.out.RegistryCredentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Credentials in the format of Docker's `config.json`: `auths`, `credHelpers` and `credsStore`. Ours come first, then those
/// of Docker, which are read and never written. Files are read anew each time, so that who logs in meanwhile is seen. Safe
/// for use by several threads and processes.
public final class DockerCredentials implements RegistryCredentials {
    /// The names under which Docker keeps its own registry.
    private static final Set<String> DOCKER = Set.of("docker.io", "index.docker.io", "registry-1.docker.io");
    private static final String USUAL_DOCKER_KEY = "https://index.docker.io/v1/";

    private final Path own;
    private final List<Path> others;
    private final CredentialHelper helper;

    /// @param own the file that we write
    /// @param others files of other programs
    /// @param helper asks programs that keep credentials
    public DockerCredentials(Path own, List<Path> others, CredentialHelper helper) {
        this.own = Objects.requireNonNull(own);
        this.others = List.copyOf(others);
        this.helper = Objects.requireNonNull(helper);
    }

    @Override
    public Optional<Credential> find(String registry) throws IOException {
        Optional<Credential> found = find(registry, own);
        for (Path file : others) {
            if (found.isEmpty()) {
                found = find(registry, file);
            }
        }
        return found;
    }

    private Optional<Credential> find(String registry, Path file) throws IOException {
        JsonObject config = read(file);
        Optional<String> named = entry(config, "credHelpers", registry).map(DockerCredentials::text);
        Optional<String> program = named.isPresent() ? named : config.get("credsStore").map(DockerCredentials::text);
        Optional<Credential> kept = program.isEmpty() || program.get().isEmpty() ? Optional.empty()
                : helper.get(program.get(), key(registry));
        return kept.isPresent() ? kept
                : entry(config, "auths", registry).flatMap(entry -> credential(entry));
    }

    private static String key(String registry) {
        return DOCKER.contains(registry) ? USUAL_DOCKER_KEY : registry;
    }

    private static Optional<JsonValue> entry(JsonObject config, String table, String registry) {
        if (!(config.get(table).orElse(null) instanceof JsonObject(Map<String, JsonValue> entries))) {
            return Optional.empty();
        }
        return entries.entrySet().stream().filter(each -> isAbout(each.getKey(), registry)).map(Map.Entry::getValue)
                .findFirst();
    }

    /// A key may be a host, or a URL of the older interface of that host.
    private static boolean isAbout(String key, String registry) {
        String host = key.replaceFirst("^https?://", "").replaceFirst("/(v[12]/?)?$", "").toLowerCase(Locale.ROOT);
        return host.equals(registry.toLowerCase(Locale.ROOT)) || DOCKER.contains(host) && DOCKER.contains(registry);
    }

    private static Optional<Credential> credential(JsonValue entry) {
        if (!(entry instanceof JsonObject object)) {
            return Optional.empty();
        }
        String identity = member(object, "identitytoken");
        if (!identity.isEmpty()) {
            return Optional.of(new IdentityToken(identity));
        }
        String user = member(object, "username");
        String secret = member(object, "password");
        String auth = member(object, "auth");
        return auth.isEmpty() && !user.isEmpty() ? Optional.of(new Password(user, secret)) : decoded(auth);
    }

    private static Optional<Credential> decoded(String auth) {
        try {
            String both = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            // Docker pads with NUL characters where it has nothing to keep here.
            return colon <= 0 ? Optional.empty()
                    : Optional.of(new Password(both.substring(0, colon), both.substring(colon + 1).replace("\0", "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String member(JsonObject object, String name) {
        return object.get(name).map(DockerCredentials::text).orElse("");
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString(String text) ? text : "";
    }

    private static JsonObject read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return JsonObject.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(StorageLimits.MAX_CREDENTIALS_BYTES + 1);
            if (bytes.length <= StorageLimits.MAX_CREDENTIALS_BYTES
                    && JsonText.parse(new String(bytes, StandardCharsets.UTF_8)) instanceof JsonObject object) {
                return object;
            }
            throw new IOException("The credentials in " + file + " cannot be understood: it is no JSON object");
        } catch (MalformedJson e) {
            throw new IOException("The credentials in " + file + " cannot be understood: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized String keep(String registry, Credential credential) throws IOException {
        String auth = switch (credential) {
            case Password(String user, String secret) -> user + ":" + secret;
            case IdentityToken _ -> "<token>:";
        };
        JsonObject entry = JsonObject.empty()
                .with("auth", new JsonString(Base64.getEncoder().encodeToString(auth.getBytes(StandardCharsets.UTF_8))));
        JsonObject whole = credential instanceof IdentityToken(String token)
                ? entry.with("identitytoken", new JsonString(token)) : entry;
        JsonObject config = read(own);
        write(config.with("auths", auths(config, registry).with(key(registry), whole)));
        return own.toString();
    }

    @Override
    public synchronized boolean forget(String registry) throws IOException {
        JsonObject config = read(own);
        if (entry(config, "auths", registry).isEmpty()) {
            return false;
        }
        write(config.with("auths", auths(config, registry)));
        return true;
    }

    /// {@return the entries of all other registries}
    private static JsonObject auths(JsonObject config, String registry) {
        Map<String, JsonValue> others = new TreeMap<>();
        if (config.get("auths").orElse(null) instanceof JsonObject(Map<String, JsonValue> entries)) {
            entries.forEach((key, value) -> {
                if (!isAbout(key, registry)) {
                    others.put(key, value);
                }
            });
        }
        return new JsonObject(others);
    }

    private void write(JsonObject config) throws IOException {
        OwnerOnly.createDirectory(own.toAbsolutePath().getParent());
        WholeFile.writeSecret(own.toAbsolutePath(), (JsonText.pretty(config) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
