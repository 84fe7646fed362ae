package dev.wassette.loader.oci;

import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonNumber;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.out.ComponentPublisher;
import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.RegistryCredentials;
import dev.wassette.application.port.out.RegistryCredentials.Credential;
import dev.wassette.domain.Digest;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.TransferAnswer;
import dev.wassette.loader.http.transfer.TransferFailed;
import dev.wassette.loader.http.transfer.TransferFailed.Kind;
import dev.wassette.loader.http.transfer.TransferRequest;
import dev.wassette.loader.oci.RegistryClient.Right;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Pushes components with the media types that `wkg` writes, so that every loader can read them: one layer with the
/// component, one with the policy where there is one, and a configuration that lists imports and exports. Safe for use by
/// several threads.
public final class OciPublisher implements ComponentPublisher {
    private static final long PAUSE_MILLIS = 250;

    private final HttpTransfer transfer;
    private final Predicate<String> plain;
    private final RegistryClient client;
    private final Supplier<Instant> clock;

    /// @param transfer must allow plain HTTP to what `plain` accepts
    /// @param plain whether a registry may be spoken with without TLS, if it does not speak TLS
    /// @param clock says when a component was published
    public OciPublisher(HttpTransfer transfer, Predicate<String> plain, RegistryCredentials credentials,
            Supplier<Instant> clock) {
        this.transfer = Objects.requireNonNull(transfer);
        this.plain = Objects.requireNonNull(plain);
        this.client = new RegistryClient(transfer, credentials, plain);
        this.clock = Objects.requireNonNull(clock);
    }

    @Override
    public Publication publish(String reference, Parts parts, Progress progress) {
        try {
            OciReference place = OciReference.parse(reference);
            if (place.digest().isPresent()) {
                return new NotPublished("A component is pushed to a tag; " + reference + " has a digest.");
            }
            return new Push(place, progress).push(parts);
        } catch (OciReference.Malformed e) {
            return new NotPublished(e.getMessage());
        } catch (TransferFailed e) {
            return new NotPublished(reference + " " + e.getMessage() + ".");
        }
    }

    @Override
    public Optional<String> refusal(String registry, Credential credential) {
        try {
            OciReference any = OciReference.parse(registry + "/any");
            if (!registry.equals("docker.io") && !any.registry().equals(registry)) {
                return Optional.of("'" + registry + "' is no registry: name its host, such as ghcr.io");
            }
            var asking = new RegistryClient(transfer, new Only(credential), plain);
            TransferAnswer answer = asking.ping(any.registry(), any.host());
            return answer.status() == 200 ? Optional.empty()
                    : Optional.of(RegistryClient.failure(registry, answer, registry + " cannot be used").getMessage());
        } catch (OciReference.Malformed e) {
            return Optional.of("'" + registry + "' is no registry: name its host, such as ghcr.io");
        } catch (TransferFailed e) {
            return Optional.of(registry + " " + e.getMessage());
        }
    }

    /// Credentials that are tried.
    private record Only(Credential credential) implements RegistryCredentials {
        @Override
        public Optional<Credential> find(String registry) {
            return Optional.of(credential);
        }

        @Override
        public String keep(String registry, Credential other) {
            throw new IllegalStateException("nothing is kept before it was tried");
        }

        @Override
        public boolean forget(String registry) {
            return false;
        }
    }

    /// One push.
    private final class Push {
        private final OciReference place;
        private final Progress progress;

        Push(OciReference place, Progress progress) {
            this.place = place;
            this.progress = progress;
        }

        /// The manifest comes last: before that nobody can see anything of it.
        Publication push(Parts parts) throws TransferFailed {
            List<Descriptor> layers = new ArrayList<>();
            layers.add(blob(WasmLayers.WASM, parts.component(), Map.of(), "component"));
            if (parts.policy().isPresent()) {
                layers.add(blob(WasmLayers.POLICY, parts.policy().get().getBytes(StandardCharsets.UTF_8),
                        Map.of("org.opencontainers.image.title", "policy.yaml"), "policy"));
            }
            byte[] config = WasmLayers.config(layers, parts.imports(), parts.exports(), clock.get());
            byte[] manifest = manifest(blob(WasmLayers.CONFIG, config, Map.of(), "configuration"), layers, parts.annotations());
            TransferAnswer answer = client.send(place, Right.PUSH, "manifests/" + place.tagOrLatest(),
                    uri -> request(uri, "Pushing the manifest").with("Content-Type", Manifest.IMAGE).sending("PUT", manifest),
                    progress);
            if (answer.status() != 201) {
                throw RegistryClient.failure(place.registry(), answer, "cannot be pushed");
            }
            Digest digest = Digest.of(manifest);
            return new Published(place.at(digest).toString(), digest);
        }

        private static byte[] manifest(Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {
            JsonObject manifest = JsonObject.empty().with("schemaVersion", JsonNumber.of(2))
                    .with("mediaType", new JsonString(Manifest.IMAGE)).with("config", config.json())
                    .with("layers", new JsonArray(layers.stream().<JsonValue>map(Descriptor::json).toList()));
            return Json.bytes(annotations.isEmpty() ? manifest
                    : manifest.with("annotations", Json.object(new TreeMap<>(annotations))));
        }

        private static TransferRequest request(URI uri, String phase) {
            return TransferRequest.get(uri, OciLimits.MAX_TOKEN_BYTES, phase);
        }

        private Descriptor blob(String type, byte[] bytes, Map<String, String> annotations, String phase)
                throws TransferFailed {
            Descriptor descriptor = Descriptor.of(type, bytes, annotations);
            TransferAnswer known = client.send(place, Right.PUSH, "blobs/" + descriptor.digest(),
                    uri -> request(uri, "Asking " + place.registry()).sending("HEAD", new byte[0]), Progress.NONE);
            if (known.status() != 200) {
                upload(bytes, descriptor.digest(), phase);
            }
            return descriptor;
        }

        private void upload(byte[] bytes, Digest digest, String phase) throws TransferFailed {
            for (int attempt = 1;; attempt++) {
                try {
                    uploadOnce(bytes, digest, phase);
                    return;
                } catch (TransferFailed failed) {
                    if (attempt == OciLimits.MAX_UPLOADS || !failed.isOfTheLine()) {
                        throw failed;
                    }
                }
                pause(attempt);
            }
        }

        private static void pause(int attempt) throws TransferFailed {
            try {
                Thread.sleep(PAUSE_MILLIS << (attempt - 1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TransferFailed(Kind.REFUSED, "was not pushed: interrupted", e);
            }
        }

        private void uploadOnce(byte[] bytes, Digest digest, String phase) throws TransferFailed {
            TransferAnswer begun = client.send(place, Right.PUSH, "blobs/uploads/",
                    uri -> request(uri, "Pushing " + phase).sending("POST", new byte[0]), Progress.NONE);
            if (begun.status() != 202) {
                throw RegistryClient.failure(place.registry(), begun, "cannot be pushed");
            }
            URI session = session(begun);
            if (bytes.length <= OciLimits.MAX_PIECE_BYTES) {
                end(session, bytes, digest, phase, bytes.length);
                return;
            }
            for (int from = 0; from < bytes.length; from += OciLimits.MAX_PIECE_BYTES) {
                session = piece(session, bytes, from, phase);
            }
            end(session, new byte[0], digest, phase, bytes.length);
        }

        private URI piece(URI session, byte[] bytes, int from, String phase) throws TransferFailed {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + OciLimits.MAX_PIECE_BYTES));
            TransferAnswer answer = client.send(place, Right.PUSH, session.toString(),
                    uri -> request(uri, "Pushing " + phase).with("Content-Type", "application/octet-stream")
                            .with("Content-Range", from + "-" + (from + piece.length - 1)).sending("PATCH", piece), Progress.NONE);
            if (answer.status() != 202) {
                throw RegistryClient.failure(place.registry(), answer, "cannot be pushed");
            }
            progress.at("Pushing " + phase, from + piece.length, OptionalLong.of(bytes.length));
            return session(answer);
        }

        private void end(URI session, byte[] rest, Digest digest, String phase, int total) throws TransferFailed {
            String query = (session.getRawQuery() == null ? "?" : "&") + "digest=" + digest;
            TransferAnswer answer = client.send(place, Right.PUSH, session + query,
                    uri -> request(uri, "Pushing " + phase).with("Content-Type", "application/octet-stream")
                            .sending("PUT", rest), Progress.NONE);
            if (answer.status() != 201) {
                throw RegistryClient.failure(place.registry(), answer, "cannot be pushed");
            }
            progress.at("Pushing " + phase, total, OptionalLong.of(total));
        }

        /// {@return where the upload goes on, which has to be at the same registry: credentials go there}
        private URI session(TransferAnswer answer) throws TransferFailed {
            try {
                URI session = answer.from().resolve(answer.header("location").orElse(""));
                if (String.valueOf(session.getRawAuthority()).equals(answer.from().getRawAuthority())
                        && String.valueOf(session.getScheme()).equals(answer.from().getScheme())) {
                    return session;
                }
            } catch (IllegalArgumentException _) {
                // said below, like every other place that is none
            }
            throw new TransferFailed(Kind.REFUSED, "cannot be pushed: " + place.registry()
                    + " wants the upload at another host, or without TLS");
        }
    }
}
