package dev.wassette.loader.oci;

import dev.wassette.application.port.out.Artifact;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.DownloadCache;
import dev.wassette.application.port.out.RegistryCredentials;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.TransferFailed;
import dev.wassette.loader.http.transfer.TransferFailed.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Components in OCI registries: `oci://registry/repository:tag@sha256:...`, and the same without a scheme where it names a
/// registry and no local file has that path (contract H, M22). The id is the repository with `_` for `/`. Safe for use by
/// several threads.
public final class OciComponentSource implements ComponentSource {
    private final Artifacts artifacts;
    private final Predicate<String> isPath;

    /// @param transfer must allow plain HTTP to what `plain` accepts
    /// @param plain whether a registry may be spoken with without TLS, if it does not speak TLS
    /// @param cache of what was fetched before
    /// @param isPath whether there is a file at what is perhaps a path: it wins
    public OciComponentSource(HttpTransfer transfer, Predicate<String> plain, RegistryCredentials credentials,
            DownloadCache cache, Predicate<String> isPath) {
        this.artifacts = new Artifacts(new RegistryClient(transfer, credentials, plain), cache);
        this.isPath = Objects.requireNonNull(isPath);
    }

    @Override
    public boolean knows(String reference) {
        return reference.startsWith(OciReference.SCHEME)
                || OciReference.looksLikeOne(reference) && !isPath.test(reference);
    }

    @Override
    public Fetch fetch(Wanted wanted) {
        String asked = wanted.reference();
        String taken = asked.startsWith(OciReference.SCHEME) ? asked
                : "'" + asked + "', taken as the reference of a registry as there is no such file,";
        try {
            OciReference reference = OciReference.parse(asked);
            return fetch(wanted, reference, id(reference));
        } catch (OciReference.Malformed e) {
            return new Unavailable(e.getMessage());
        } catch (IllegalArgumentException e) {
            return new Unavailable("The repository of " + taken + " does not do as a component id: " + e.getMessage() + ".");
        } catch (TransferFailed e) {
            return new Unavailable(taken + " " + e.getMessage() + ".");
        }
    }

    private static ComponentId id(OciReference reference) {
        return new ComponentId(reference.repository().replace('/', '_'));
    }

    private Fetch fetch(Wanted wanted, OciReference reference, ComponentId id) throws TransferFailed {
        Resolution resolution;
        try {
            resolution = Resolution.of(reference, artifacts);
        } catch (TransferFailed failed) {
            return known(wanted, reference, id, failed);
        }
        for (int moves = 0;; moves++) {
            WasmLayers layers = layers(resolution);
            Optional<Digest> digest = wanted.digest();
            if (digest.isPresent() && !layers.component().digest().equals(digest.get())) {
                return new Unavailable(RegistryClient.mismatch(digest.get().toString(), layers.component().digest()) + ". What "
                        + reference + " is now is not the component that was asked for.");
            }
            Optional<byte[]> component = artifacts.blob(reference, layers.component(), OciLimits.MAX_COMPONENT_BYTES,
                    "component", wanted.progress());
            if (component.isPresent()) {
                return fetched(wanted, reference, id, resolution, layers, component.get());
            }
            resolution = moved(reference, resolution, layers.component(), moves);
        }
    }

    /// Whoever names the digest of a component needs no registry for it, if it was here before.
    private Fetch known(Wanted wanted, OciReference reference, ComponentId id, TransferFailed failed) throws TransferFailed {
        Optional<byte[]> bytes = failed.isOfTheLine() ? wanted.digest().flatMap(artifacts::known) : Optional.empty();
        if (bytes.isEmpty()) {
            throw failed;
        }
        return new Fetched(id, reference.toString(), bytes.get(), Optional.empty(), Optional.empty(), List.of(reference + " "
                + failed.getMessage() + ". The component of the digest that was asked for is here from before and was loaded."));
    }

    private static WasmLayers layers(Resolution resolution) throws TransferFailed {
        return WasmLayers.of(resolution.image()).orElseThrow(() -> new TransferFailed(Kind.REFUSED,
                "is not loaded: " + WasmLayers.missing(resolution.image())));
    }

    /// Between a manifest and its layers somebody may push another, and the registry may tidy up.
    ///
    /// @return where the tag leads now
    private Resolution moved(OciReference reference, Resolution before, Descriptor missing, int moves) throws TransferFailed {
        if (reference.digest().isEmpty() && moves < OciLimits.MAX_MOVES) {
            Resolution now = Resolution.of(reference, artifacts);
            if (!now.digest().equals(before.digest())) {
                return now;
            }
        }
        throw new TransferFailed(Kind.REFUSED, "is not loaded: its manifest " + before.digest() + " names a layer "
                + missing.digest() + " that " + reference.registry() + " does not have");
    }

    private Fetched fetched(Wanted wanted, OciReference reference, ComponentId id, Resolution resolution, WasmLayers layers,
            byte[] component) throws TransferFailed {
        List<String> warnings = new ArrayList<>(resolution.warnings());
        warnings.addAll(oddities(wanted, reference, resolution.image(), layers));
        Optional<String> policy = layers.policy().isEmpty() ? Optional.empty()
                : policy(wanted, reference, layers.policy().get());
        List<Digest> subjects = Stream.concat(Stream.of(resolution.digest()), resolution.indexes().stream()).toList();
        Optional<String> tag = reference.digest().isPresent() ? reference.tag() : Optional.of(reference.tagOrLatest());
        var artifact = new Artifact(reference.name(), tag, resolution.digest(), resolution.indexes(),
                new AttachedSignatures(reference, subjects, artifacts));
        return new Fetched(id, reference.toString(), component, policy, Optional.of(artifact), warnings);
    }

    /// What a configuration says is compared and nothing else, so one that cannot be had is no reason to refuse.
    private List<String> oddities(Wanted wanted, OciReference reference, Manifest.Image image, WasmLayers layers)
            throws TransferFailed {
        if (!image.config().mediaType().equals(WasmLayers.CONFIG)) {
            return List.of();
        }
        return artifacts.blob(reference, image.config(), OciLimits.MAX_CONFIG_BYTES, "configuration", wanted.progress())
                .map(layers::contradictions)
                .orElseGet(() -> List.of(reference.registry() + " does not have the artifact's configuration."));
    }

    private Optional<String> policy(Wanted wanted, OciReference reference, Descriptor policy) throws TransferFailed {
        byte[] bytes = artifacts.blob(reference, policy, OciLimits.MAX_POLICY_BYTES, "policy", wanted.progress())
                .orElseThrow(() -> new TransferFailed(Kind.REFUSED, "is not loaded: " + reference.registry()
                        + " does not have its policy " + policy.digest()));
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new TransferFailed(Kind.REFUSED, "is not loaded: its policy is not UTF-8", e);
        }
    }
}
