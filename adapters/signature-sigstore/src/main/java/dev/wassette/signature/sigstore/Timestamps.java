package dev.wassette.signature.sigstore;

import dev.wassette.signature.sigstore.TimestampToken.Hashed;
import dev.wassette.signature.sigstore.TrustedRoot.Authority;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Checks timestamps (RFC 3161): that an authority of the trusted root has seen a signature, and when.
final class Timestamps {
    private static final String SHA256 = "608648016503040201";
    private static final String SHA384 = "608648016503040202";
    private static final String SHA512 = "608648016503040203";
    private static final String CONTENT_TYPE = "2a864886f70d010903";
    private static final String MESSAGE_DIGEST = "2a864886f70d010904";
    /// By which a signer says which certificate is his (RFC 5035), as RFC 5816 has it for timestamps.
    private static final String SIGNING_CERTIFICATE = "2a864886f70d010910022f";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

    private Timestamps() {}

    /// Checks that all timestamps are of a signature.
    ///
    /// @return when it was seen
    static List<Instant> verify(List<byte[]> timestamps, byte[] signature, List<Authority> authorities) throws Unverified {
        List<Instant> times = new ArrayList<>();
        for (byte[] each : timestamps) {
            times.add(verify(TimestampToken.parse(each), signature, authorities));
        }
        return times;
    }

    private static Instant verify(TimestampToken token, byte[] signature, List<Authority> authorities) throws Unverified {
        if (!fits(token.imprint(), signature)) {
            throw new Unverified("its timestamp is of another signature");
        }
        requireAttributes(token);
        Hashed certificate = signingCertificate(token);
        for (Authority authority : authorities) {
            Optional<X509Certificate> signer = authority.validity().contains(token.time())
                    ? signer(token, certificate, authority) : Optional.empty();
            if (signer.isPresent()) {
                requireSigned(token, signer.get());
                return token.time();
            }
        }
        throw new Unverified("no timestamp authority that the trusted root names for " + token.time() + " made its timestamp");
    }

    private static void requireSigned(TimestampToken token, X509Certificate signer) throws Unverified {
        VerifyingKey key = VerifyingKey.ofSpki(signer.getPublicKey().getEncoded(), "the key of the timestamp authority");
        if (!key.verifies(token.attributes().encoded(), token.signature())) {
            throw new Unverified("the timestamp authority did not sign its timestamp as it is here");
        }
    }

    /// What is signed are attributes, and these have to be about what is said.
    private static void requireAttributes(TimestampToken token) throws Unverified {
        Optional<Der> type = token.attribute(CONTENT_TYPE);
        Optional<Der> digest = token.attribute(MESSAGE_DIGEST);
        if (type.filter(each -> each.isObject(TimestampToken.TIMESTAMP_INFO)).isEmpty() || digest.isEmpty()
                || digest.get().tag() != Der.OCTET_STRING
                || !fits(new Hashed(token.digestAlgorithm(), digest.get().content()), token.info())) {
            throw new Unverified("the timestamp authority has signed something else than its timestamp");
        }
    }

    private static Hashed signingCertificate(TimestampToken token) throws Unverified {
        String what = "the certificate that its timestamp names";
        Optional<Der> attribute = token.attribute(SIGNING_CERTIFICATE);
        if (attribute.isEmpty()) {
            throw new Unverified("its timestamp does not say whose it is");
        }
        Der first = DerParts.of(DerParts.of(attribute.get(), what).next(Der.SEQUENCE), what).next(Der.SEQUENCE);
        DerParts parts = DerParts.of(first, what);
        Der algorithm = parts.find(Der.SEQUENCE).orElseGet(Timestamps::usual);
        return new Hashed(algorithm, parts.next(Der.OCTET_STRING).content());
    }

    private static Der usual() {
        return Der.of(Der.SEQUENCE, List.of(Der.object(SHA256)));
    }

    /// {@return the certificate that was used, if it is one for timestamps by this authority}
    private static Optional<X509Certificate> signer(TimestampToken token, Hashed named, Authority authority)
            throws Unverified {
        for (X509Certificate each : Stream.concat(authority.chain().stream(), token.certificates().stream()).toList()) {
            if (isNamed(each, named) && isForTimestamps(each)
                    && CertificatePath.issuer(each, token.certificates(), authority, token.time()).isPresent()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(X509Certificate certificate, Hashed named) throws Unverified {
        try {
            return fits(named, certificate.getEncoded());
        } catch (CertificateEncodingException _) {
            return false;
        }
    }

    /// For nothing else, and whoever does not know what that means must refuse it (RFC 3161, section 2.3).
    private static boolean isForTimestamps(X509Certificate certificate) {
        try {
            Set<String> critical = certificate.getCriticalExtensionOIDs();
            return critical != null && critical.contains(EXTENDED_KEY_USAGE) && certificate.getBasicConstraints() < 0
                    && List.of(TIME_STAMPING).equals(certificate.getExtendedKeyUsage());
        } catch (CertificateParsingException _) {
            return false;
        }
    }

    private static boolean fits(Hashed hashed, byte[] message) throws Unverified {
        try {
            return MessageDigest.isEqual(hashed.digest(), MessageDigest.getInstance(name(hashed.algorithm())).digest(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-2", e);
        }
    }

    private static String name(Der algorithm) throws Unverified {
        Der identifier = DerParts.of(algorithm, "a digest in its timestamp").next(Der.OBJECT_IDENTIFIER);
        if (identifier.isObject(SHA256)) {
            return "SHA-256";
        }
        if (identifier.isObject(SHA384)) {
            return "SHA-384";
        }
        if (identifier.isObject(SHA512)) {
            return "SHA-512";
        }
        throw new Unverified("a digest in its timestamp is of another kind than SHA-256, SHA-384 and SHA-512");
    }
}
