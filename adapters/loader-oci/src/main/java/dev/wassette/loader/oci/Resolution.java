package dev.wassette.loader.oci;

import dev.wassette.domain.Digest;
import dev.wassette.loader.http.transfer.TransferFailed;
import dev.wassette.loader.http.transfer.TransferFailed.Kind;
import dev.wassette.loader.oci.Artifacts.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The way from a tag or digest to one artifact, through indexes where there are some.
///
/// @param digest of the artifact's manifest
/// @param indexes on the way, the outermost first
record Resolution(Manifest.Image image, Digest digest, List<Digest> indexes, List<String> warnings) {
    /// What tools attach to images inside an index: nothing to load.
    private static final Set<String> ATTACHMENTS = Set.of("attestation-manifest");

    Resolution {
        indexes = List.copyOf(indexes);
        warnings = List.copyOf(warnings);
    }

    /// {@return where a reference leads}
    static Resolution of(OciReference reference, Artifacts artifacts) throws TransferFailed {
        List<Digest> indexes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        String version = reference.version();
        while (indexes.size() <= OciLimits.MAX_INDEX_DEPTH) {
            Content content = content(reference, version, artifacts);
            content.warning().ifPresent(warnings::add);
            try {
                switch (Manifest.of(content.bytes())) {
                    case Manifest.Image image -> {
                        return new Resolution(image, content.digest(), indexes, warnings);
                    }
                    case Manifest.Index(List<Descriptor> manifests) -> {
                        indexes.add(content.digest());
                        version = choice(manifests).digest().toString();
                    }
                }
            } catch (MalformedManifest e) {
                throw new TransferFailed(Kind.REFUSED, "is not loaded: its manifest cannot be understood: " + e.getMessage(), e);
            }
        }
        throw new TransferFailed(Kind.REFUSED, "is not loaded: its index leads through more than "
                + OciLimits.MAX_INDEX_DEPTH + " others");
    }

    private static Content content(OciReference reference, String version, Artifacts artifacts) throws TransferFailed {
        Optional<Content> content = artifacts.manifest(reference, version);
        return content.orElseThrow(() -> new TransferFailed(Kind.REFUSED, "cannot be fetched: " + reference.registry()
                + " has no '" + version + "' of " + reference.repository()
                + ". Check the name and the tag; of what is not public some registries say that they do not have it"));
    }

    /// {@return the one that is for WebAssembly, or the only one}
    private static Descriptor choice(List<Descriptor> manifests) throws MalformedManifest {
        List<Descriptor> images = manifests.stream()
                .filter(each -> !ATTACHMENTS.contains(each.annotations().getOrDefault("vnd.docker.reference.type", "")))
                .toList();
        Optional<Descriptor> wasm = images.stream().filter(each -> each.platform().orElse("").startsWith("wasm/")
                || each.artifactType().orElse("").equals(WasmLayers.CONFIG)).findFirst();
        if (wasm.isPresent()) {
            return wasm.get();
        }
        if (images.size() == 1) {
            return images.getFirst();
        }
        throw new MalformedManifest("it is an index of artifacts for "
                + (images.isEmpty() ? "nothing" : images.stream().map(each -> Json.quoted(each.platform().orElse("unknown")))
                        .limit(10).collect(Collectors.joining(", ")))
                + ", none of them for 'wasm'");
    }
}
