package dev.wassette.loader.oci;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.DownloadCache.Arriving;
import dev.wassette.application.port.out.RegistryCredentials;
import dev.wassette.domain.Digest;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.TransferAnswer;
import dev.wassette.loader.http.transfer.TransferFailed;
import dev.wassette.loader.http.transfer.TransferFailed.Kind;
import dev.wassette.loader.http.transfer.TransferRequest;
import dev.wassette.loader.oci.Authorizations.Access;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// Speaks with registries (OCI distribution specification 1.1). Knows which of them speak TLS, and shows them what they
/// want to see. Safe for use by several threads.
final class RegistryClient {
    private static final String ACCEPTED =
            String.join(", ", Manifest.IMAGE, Manifest.INDEX, Manifest.DOCKER_IMAGE, Manifest.DOCKER_INDEX);

    private final HttpTransfer transfer;
    private final Predicate<String> plain;
    private final Authorizations authorizations;
    private final Map<String, String> schemes = new ConcurrentHashMap<>();

    /// @param plain whether a registry may be spoken with without TLS, if it does not speak TLS
    RegistryClient(HttpTransfer transfer, RegistryCredentials credentials, Predicate<String> plain) {
        this.transfer = Objects.requireNonNull(transfer);
        this.plain = Objects.requireNonNull(plain);
        this.authorizations = new Authorizations(transfer, credentials);
    }

    /// What may be done in a repository.
    enum Right {
        PULL("pull"), PUSH("pull,push");

        private final String actions;

        Right(String actions) {
            this.actions = actions;
        }
    }

    /// {@return the manifest of this tag or digest, and empty when there is none}
    ///
    /// @param version a tag, or a digest with `sha256:`
    Optional<TransferAnswer> manifest(OciReference reference, String version) throws TransferFailed {
        TransferAnswer answer = send(reference, Right.PULL, "manifests/" + version, uri -> TransferRequest
                .get(uri, OciLimits.MAX_MANIFEST_BYTES, "Asking " + reference.registry()).with("Accept", ACCEPTED), Progress.NONE);
        Optional<TransferAnswer> found = found(reference, answer);
        if (found.isPresent()) {
            checkUnchanged(found.get());
        }
        return found;
    }

    /// What the header says is no proof of anything, but of two digests one is wrong.
    private static void checkUnchanged(TransferAnswer answer) throws TransferFailed {
        String said = answer.header("docker-content-digest").orElse("");
        if (said.startsWith("sha256:") && !said.equals(answer.digest().toString())) {
            throw new TransferFailed(Kind.REFUSED, "cannot be fetched: its manifest was changed on the way. "
                    + mismatch(Json.quoted(said), answer.digest()));
        }
    }

    static String mismatch(String expected, Digest got) {
        return "Digest verification failed! Expected: " + expected + ", Got: " + got;
    }

    /// {@return what refers to a manifest; empty when the registry does not know that question}
    Optional<TransferAnswer> referrers(OciReference reference, Digest manifest) throws TransferFailed {
        TransferAnswer answer = send(reference, Right.PULL, "referrers/" + manifest, uri -> TransferRequest
                .get(uri, OciLimits.MAX_MANIFEST_BYTES, "Asking " + reference.registry()).with("Accept", Manifest.INDEX),
                Progress.NONE);
        return answer.status() == 400 || answer.status() == 405 ? Optional.empty() : found(reference, answer);
    }

    /// {@return the blob, whatever digest it has; empty when there is none}
    ///
    /// @param arriving where it is staged
    Optional<TransferAnswer> blob(OciReference reference, Descriptor blob, String phase, Progress progress, Arriving arriving)
            throws TransferFailed {
        TransferAnswer answer = send(reference, Right.PULL, "blobs/" + blob.digest(),
                uri -> TransferRequest.get(uri, (int) blob.size(), phase).forWhatLasts(arriving), progress);
        return found(reference, answer);
    }

    private static Optional<TransferAnswer> found(OciReference reference, TransferAnswer answer) throws TransferFailed {
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (answer.status() == 200) {
            return Optional.of(answer);
        }
        throw failure(reference.registry(), answer, "cannot be fetched");
    }

    /// A request to one registry, wherever it is.
    @FunctionalInterface
    interface Asking {
        TransferRequest of(URI uri);
    }

    /// Sends a request about a repository, and shows what the registry wants to see.
    ///
    /// @param path below the repository, or the URI of an upload that the registry has named
    TransferAnswer send(OciReference reference, Right right, String path, Asking asking, Progress progress)
            throws TransferFailed {
        String scope = "repository:" + reference.repository() + ":" + right.actions;
        String place = path.contains("://") ? path : "/v2/" + reference.repository() + "/" + path;
        return send(reference.registry(), reference.host(), scope, place, asking, progress);
    }

    /// {@return whether the registry accepts what the user has to show}
    TransferAnswer ping(String registry, String host) throws TransferFailed {
        return send(registry, host, "", "/v2/", uri -> TransferRequest.get(uri, OciLimits.MAX_TOKEN_BYTES, "Asking " + registry),
                Progress.NONE);
    }

    private TransferAnswer send(String registry, String host, String scope, String path, Asking asking, Progress progress)
            throws TransferFailed {
        try {
            return send(new Access(registry, URI.create(scheme(host) + "://" + host), scope), path, asking, progress);
        } catch (TransferFailed failed) {
            throw failed.kind() == Kind.NOT_TLS ? notNamed(registry, failed) : failed;
        }
    }

    /// A server that does not speak TLS answers to an attempt at it with plain text, or just breaks the connection off. Only
    /// a question that can be asked again tells the two from a line that is broken, so the first question is none that
    /// changes something.
    private String scheme(String host) throws TransferFailed {
        if (!plain.test(host)) {
            return "https";
        }
        String known = schemes.get(host);
        if (known == null) {
            known = speaksTls(host) ? "https" : "http";
            schemes.put(host, known);
        }
        return known;
    }

    private boolean speaksTls(String host) throws TransferFailed {
        try {
            transfer.send(TransferRequest.get(URI.create("https://" + host + "/v2/"), OciLimits.MAX_TOKEN_BYTES,
                    "Asking " + host), Progress.NONE);
            return true;
        } catch (TransferFailed failed) {
            if (failed.kind() != Kind.NOT_TLS) {
                throw failed;
            }
            return false;
        }
    }

    private static TransferFailed notNamed(String registry, TransferFailed failed) {
        return new TransferFailed(Kind.REFUSED, failed.getMessage() + ", and whoever is on the way could change what it sends. "
                + "If that is as it should be, name it in the configuration: insecure_registries = \"" + registry + "\"", failed);
    }

    private TransferAnswer send(Access access, String path, Asking asking, Progress progress) throws TransferFailed {
        TransferRequest request = asking.of(access.origin().resolve(path));
        TransferAnswer answer = transfer.send(request.authorized(authorizations.known(access)), progress);
        boolean asksItself = answer.from().getRawAuthority().equals(access.origin().getRawAuthority());
        if (answer.status() != 401 || !asksItself) {
            return answer;
        }
        Optional<Challenge> challenge = answer.header("www-authenticate").flatMap(Challenge::of);
        Optional<String> shown = challenge.isPresent() ? authorizations.answer(access, challenge.get()) : Optional.empty();
        return shown.isPresent() ? transfer.send(request.authorized(shown), progress) : answer;
    }

    /// {@return what an answer means that is not the one that was hoped for}
    ///
    /// @param attempt such as `cannot be fetched`
    static TransferFailed failure(String registry, TransferAnswer answer, String attempt) {
        String says = "" + answer.status() + words(answer);
        return switch (answer.status()) {
            case 401, 403 -> new TransferFailed(Kind.REFUSED, attempt + ": " + registry + " does not allow it (status "
                    + says + "). If it is not public, 'wassette registry login " + registry + "' keeps credentials for it.");
            case 429 -> new TransferFailed(Kind.UNREACHABLE, attempt + ": " + registry
                    + " has had too many requests (status " + says + "). Wait, or log in.");
            default -> new TransferFailed(answer.isOfTheLine() ? Kind.UNREACHABLE : Kind.REFUSED,
                    attempt + ": " + registry + " answers with status " + says);
        };
    }

    /// {@return the code of the first error, such as `DENIED`: a word, so no letter}
    private static String words(TransferAnswer answer) {
        List<JsonValue> errors = Json.object(answer.body()).map(json -> Json.elements(json, "errors")).orElse(List.of());
        return errors.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                .flatMap(error -> Json.text(error, "code").stream()).filter(code -> code.matches("[A-Z_]{1,40}"))
                .findFirst().map(code -> " " + code).orElse("");
    }
}
