package dev.wassette.signature.sigstore;

import dev.wassette.application.port.out.SignatureMaterial;
import dev.wassette.application.port.out.SignatureMaterial.SigstoreBundle;
import dev.wassette.application.port.out.SignatureMaterial.SimpleSigning;
import dev.wassette.application.port.out.SignatureVerifier;
import dev.wassette.domain.trust.Finding;
import dev.wassette.domain.trust.Signer;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Signatures of cosign and sigstore. Nobody is asked: who counts is in the trust policy and its trusted root, the time is
/// in the signature.
///
/// **With a key**, the signature is over something that names the artifact, and one of the keys made it. What logs say of
/// it is not asked, as the key says all.
///
/// **With a certificate**, a log has signed when the entry of this signature was made, or a timestamp authority has signed when
/// it saw the signature; an authority that counted then has issued the certificate, which was valid then, for the identity that
/// is expected; and the entry is about this signature by this certificate.
///
/// Keeps nothing, and is safe for use by several threads.
public final class SigstoreVerifier implements SignatureVerifier {
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
    private static final String CHAIN = "dev.sigstore.cosign/chain";
    private static final String ENTRY = "dev.sigstore.cosign/bundle";
    private static final String TIMESTAMP = "dev.sigstore.cosign/rfc3161timestamp";

    /// Keeps nothing.
    public SigstoreVerifier() {}

    /// {@return what is wrong with a public key that signatures shall be checked with: a clause; empty when nothing is}
    public static Optional<String> fault(Signer.Key key) {
        try {
            VerifyingKey.ofPem(key.pem(), key.name());
            return Optional.empty();
        } catch (Unverified e) {
            return Optional.of(e.getMessage());
        }
    }

    /// {@return what is wrong with a trusted root: a clause; empty when nothing is}
    public static Optional<String> fault(String trustedRoot) {
        try {
            TrustedRoot.parse(trustedRoot);
            return Optional.empty();
        } catch (Unverified e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public Finding verify(SignatureMaterial material, Signed signed, Expected expected) {
        try {
            return new Finding.Right(switch (material) {
                case SimpleSigning(byte[] payload, Map<String, String> annotations) ->
                    simple(payload, annotations, signed, expected);
                case SigstoreBundle(byte[] json) -> bundle(Bundle.parse(json), signed, expected);
            });
        } catch (Unverified e) {
            return new Finding.Wrong(e.getMessage());
        }
    }

    private static String simple(byte[] payload, Map<String, String> annotations, Signed signed, Expected expected)
            throws Unverified {
        if (!annotations.containsKey(SIGNATURE)) {
            throw new Unverified("it has no annotation " + SIGNATURE);
        }
        byte[] signature = Json.decode(annotations.get(SIGNATURE), SIGNATURE, SigstoreLimits.MAX_SIGNATURE_BYTES);
        Payload.require(payload, signed);
        if (!annotations.containsKey(CERTIFICATE)) {
            return byKey(expected, key -> key.verifies(payload, signature));
        }
        SignerCertificate certificate = certificate(annotations);
        TrustedRoot root = root(expected);
        List<LogEntry> entries = annotations.containsKey(ENTRY) ? List.of(LogEntry.ofAnnotation(annotations.get(ENTRY)))
                : List.of();
        requireTime(new Evidence(entries, false, timestamps(annotations), signature), certificate, root);
        requireSigned(certificate.key().verifies(payload, signature));
        for (LogEntry entry : entries) {
            EntryBody.requireMessage(entry.body(),
                    new EntryBody.Made(signature, certificate.certificate(), Sha256.hex(payload)));
        }
        return identity(certificate, expected);
    }

    private static List<byte[]> timestamps(Map<String, String> annotations) throws Unverified {
        String text = annotations.getOrDefault(TIMESTAMP, "");
        if (text.length() > SigstoreLimits.MAX_TIMESTAMP_BYTES * 2) {
            throw new Unverified(TIMESTAMP + " is too long");
        }
        return text.isEmpty() ? List.of()
                : List.of(Json.parse(text, TIMESTAMP).bytes("SignedRFC3161Timestamp", SigstoreLimits.MAX_TIMESTAMP_BYTES));
    }

    /// What tells when a signature was made.
    private record Evidence(List<LogEntry> entries, boolean needsProof, List<byte[]> timestamps, byte[] signature) {}

    /// Checks that the certificate was valid at each time that is known of the signature, and that at least one is. A log is
    /// asked for where the trusted root names one; timestamps count where it names an authority for them.
    private static void requireTime(Evidence evidence, SignerCertificate certificate, TrustedRoot root) throws Unverified {
        List<Instant> times = new ArrayList<>();
        if (!root.timestampAuthorities().isEmpty()) {
            times.addAll(Timestamps.verify(evidence.timestamps(), evidence.signature(), root.timestampAuthorities()));
        }
        List<Instant> seen = List.copyOf(times);
        for (LogEntry entry : evidence.entries()) {
            TransparencyLog.verify(entry, root.transparencyLogs(), evidence.needsProof(), seen).ifPresent(times::add);
        }
        if (evidence.entries().isEmpty() && !root.transparencyLogs().isEmpty()) {
            throw new Unverified("it has no entry of a log, and the trusted root names some");
        }
        if (times.isEmpty()) {
            throw new Unverified("nobody whom the trusted root names says when it was made");
        }
        for (Instant time : times) {
            certificate.verify(root, time);
        }
    }

    private static SignerCertificate certificate(Map<String, String> annotations) throws Unverified {
        X509Certificate leaf = Certificates.oneOfPem(annotations.get(CERTIFICATE), CERTIFICATE);
        String chain = annotations.getOrDefault(CHAIN, "");
        return new SignerCertificate(leaf, Certificates.ofPem(chain, CHAIN));
    }

    private static String bundle(Bundle bundle, Signed signed, Expected expected) throws Unverified {
        bundle.content().requireAbout(signed);
        if (bundle.certificate().isEmpty()) {
            return byKey(expected, bundle.content()::isSignedBy);
        }
        SignerCertificate certificate = bundle.certificate().get();
        TrustedRoot root = root(expected);
        requireTime(new Evidence(bundle.entries(), bundle.needsProof(), bundle.timestamps(), bundle.content().signature()),
                certificate, root);
        for (LogEntry entry : bundle.entries()) {
            bundle.content().requireIn(entry, certificate.certificate());
        }
        requireSigned(bundle.content().isSignedBy(certificate.key()));
        return identity(certificate, expected);
    }

    private static void requireSigned(boolean isSigned) throws Unverified {
        if (!isSigned) {
            throw new Unverified("the key of its certificate did not make it");
        }
    }

    /// Tries a key on a signature.
    @FunctionalInterface
    private interface Trial {
        boolean isSignedBy(VerifyingKey key) throws Unverified;
    }

    private static String byKey(Expected expected, Trial trial) throws Unverified {
        List<Signer.Key> keys = expected.signers().stream().filter(Signer.Key.class::isInstance)
                .map(Signer.Key.class::cast).toList();
        if (keys.isEmpty()) {
            throw new Unverified("it was made with a key, and the rule names no key");
        }
        for (Signer.Key key : keys) {
            if (trial.isSignedBy(VerifyingKey.ofPem(key.pem(), key.name()))) {
                return key.label();
            }
        }
        throw new Unverified("no key that the rule names made it");
    }

    private static TrustedRoot root(Expected expected) throws Unverified {
        if (identities(expected).isEmpty()) {
            throw new Unverified("it was made with a certificate, and the rule names no identity");
        }
        if (expected.trustedRoot().isEmpty()) {
            throw new Unverified("it was made with a certificate, and the trust policy names no 'trusted_root'");
        }
        return TrustedRoot.parse(expected.trustedRoot().get());
    }

    private static List<Signer.Identity> identities(Expected expected) {
        return expected.signers().stream().filter(Signer.Identity.class::isInstance).map(Signer.Identity.class::cast).toList();
    }

    private static String identity(SignerCertificate certificate, Expected expected) throws Unverified {
        if (certificate.identity(identities(expected)).isEmpty()) {
            throw new Unverified("it was made by " + certificate.described() + ", whom the rule does not name");
        }
        return certificate.described();
    }
}
