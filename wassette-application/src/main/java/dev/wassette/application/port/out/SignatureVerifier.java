package dev.wassette.application.port.out;

import dev.wassette.domain.Digest;
import dev.wassette.domain.trust.Finding;
import dev.wassette.domain.trust.Signer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Looks whether a signature is one. Asks nobody: what it says follows from its arguments. Safe for use by several threads.
public interface SignatureVerifier {

    /// Compares one signature with those whose signatures would count.
    ///
    /// @param material anybody's: its size, depth and count are bounded
    Finding verify(SignatureMaterial material, Signed signed, Expected expected);

    /// What is claimed to be signed.
    ///
    /// @param repository `registry/repository`, in lower case
    /// @param digests a signature of one of them is enough: of the manifest, or of an index that led to it
    record Signed(String repository, Set<Digest> digests) {
        public Signed {
            Objects.requireNonNull(repository);
            digests = Set.copyOf(digests);
        }
    }

    /// Whose signature counts.
    ///
    /// @param signers one of them is enough
    /// @param trustedRoot text of a `trusted_root.json` of sigstore; empty to trust no certificate
    record Expected(List<Signer> signers, Optional<String> trustedRoot) {
        public Expected {
            signers = List.copyOf(signers);
            Objects.requireNonNull(trustedRoot);
        }
    }
}
