package dev.wassette.application.port.out;

import java.util.Map;
import java.util.Objects;

/// Something that claims to be a signature.
public sealed interface SignatureMaterial {

    /// Cosign's older form: a layer of the artifact whose tag is `sha256-<hex>.sig`.
    ///
    /// @param payload what is signed: JSON of the form "simple signing"; not copied
    /// @param annotations of the layer, the signature among them
    record SimpleSigning(byte[] payload, Map<String, String> annotations) implements SignatureMaterial {
        public SimpleSigning {
            Objects.requireNonNull(payload);
            annotations = Map.copyOf(annotations);
        }
    }

    /// A referrer whose type is `application/vnd.dev.sigstore.bundle.v0.3+json` or an older version of it.
    ///
    /// @param json not copied
    record SigstoreBundle(byte[] json) implements SignatureMaterial {
        public SigstoreBundle {
            Objects.requireNonNull(json);
        }
    }
}
