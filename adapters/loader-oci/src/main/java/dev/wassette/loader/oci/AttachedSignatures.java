package dev.wassette.loader.oci;

import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.SignatureMaterial;
import dev.wassette.application.port.out.SignatureMaterial.SigstoreBundle;
import dev.wassette.application.port.out.SignatureMaterial.SimpleSigning;
import dev.wassette.application.port.out.Signatures;
import dev.wassette.domain.Digest;
import dev.wassette.loader.http.transfer.TransferFailed;
import dev.wassette.loader.oci.Artifacts.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is attached to manifests as their signatures: by the tag `sha256-<hex>.sig` (cosign's older way), or as referrers
/// (OCI distribution specification, "Listing Referrers"), which for registries without that question are listed under the tag
/// `sha256-<hex>`. What is attached and no signature is passed over, and so is what cannot be understood: it signs nothing.
///
/// @param subjects manifests and indexes
record AttachedSignatures(OciReference reference, List<Digest> subjects, Artifacts artifacts) implements Signatures {
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
    private static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";

    AttachedSignatures {
        subjects = List.copyOf(subjects);
    }

    @Override
    public List<SignatureMaterial> fetch() throws TransferFailed {
        List<SignatureMaterial> found = new ArrayList<>();
        Optional<TransferFailed> failed = Optional.empty();
        for (Digest subject : subjects) {
            for (Way way : List.<Way>of(this::tagged, this::referring, this::listed)) {
                try {
                    for (Content content : way.from(subject, found.size())) {
                        collect(content, found);
                    }
                } catch (TransferFailed e) {
                    failed = Optional.of(e);
                }
            }
        }
        // Where a registry cannot be asked, what is known from before may be enough. That nothing is attached cannot be known.
        if (found.isEmpty() && failed.isPresent()) {
            throw failed.get();
        }
        return List.copyOf(found);
    }

    /// A way in which something can be attached.
    @FunctionalInterface
    private interface Way {
        /// {@return manifests}
        ///
        /// @param before how many signatures there are already
        List<Content> from(Digest subject, int before) throws TransferFailed;
    }

    private List<Content> tagged(Digest subject, int before) throws TransferFailed {
        return artifacts.manifest(reference, "sha256-" + subject.hex() + ".sig").stream().toList();
    }

    private List<Content> referring(Digest subject, int before) throws TransferFailed {
        return manifests(artifacts.referrers(reference, subject), before);
    }

    private List<Content> listed(Digest subject, int before) throws TransferFailed {
        return manifests(artifacts.manifest(reference, "sha256-" + subject.hex()), before);
    }

    private List<Content> manifests(Optional<Content> index, int before) throws TransferFailed {
        List<Content> found = new ArrayList<>();
        for (Descriptor referrer : referrers(index)) {
            if (before + found.size() < OciLimits.MAX_SIGNATURES) {
                artifacts.manifest(reference, referrer.digest().toString()).ifPresent(found::add);
            }
        }
        return found;
    }

    private static List<Descriptor> referrers(Optional<Content> index) {
        try {
            return index.isPresent() && Manifest.of(index.get().bytes()) instanceof Manifest.Index(List<Descriptor> manifests)
                    ? manifests.stream().filter(AttachedSignatures::mayBeSignature).toList() : List.of();
        } catch (MalformedManifest _) {
            return List.of();
        }
    }

    /// Some registries leave the type out.
    private static boolean mayBeSignature(Descriptor referrer) {
        String type = referrer.artifactType().orElse("");
        return type.isEmpty() || type.startsWith(BUNDLE) || type.startsWith("application/vnd.dev.cosign.");
    }

    private void collect(Content content, List<SignatureMaterial> found) throws TransferFailed {
        List<Descriptor> layers;
        try {
            layers = Manifest.of(content.bytes()) instanceof Manifest.Image image ? image.layers() : List.of();
        } catch (MalformedManifest _) {
            return;
        }
        for (Descriptor layer : layers) {
            boolean simple = layer.mediaType().equals(SIMPLE_SIGNING);
            if (found.size() < OciLimits.MAX_SIGNATURES && (simple || layer.mediaType().startsWith(BUNDLE))) {
                artifacts.blob(reference, layer, OciLimits.MAX_SIGNATURE_BYTES, "signature", Progress.NONE)
                        .ifPresent(bytes -> found.add(simple ? new SimpleSigning(bytes, layer.annotations())
                                : new SigstoreBundle(bytes)));
            }
        }
    }
}
