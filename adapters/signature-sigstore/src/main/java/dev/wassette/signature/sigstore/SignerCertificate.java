package dev.wassette.signature.sigstore;

import dev.wassette.domain.trust.Signer.Identity;
import dev.wassette.signature.sigstore.TrustedRoot.Authority;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A certificate of a signer, as Fulcio issues them: it lives for minutes, and says who had the key then.
///
/// @param certificate nothing of it is checked yet
/// @param untrusted certificates that came with it, and may lead to an authority
record SignerCertificate(X509Certificate certificate, List<X509Certificate> untrusted) {
    private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    /// The issuer of the identity as bare text, and as a text in DER, in extensions of Fulcio.
    private static final String ISSUER_BARE = "1.3.6.1.4.1.57264.1.1";
    private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";
    private static final int EMAIL = 1;
    private static final int URI = 6;

    SignerCertificate {
        untrusted = List.copyOf(untrusted);
    }

    VerifyingKey key() throws Unverified {
        return VerifyingKey.ofSpki(certificate.getPublicKey().getEncoded(), "the key of its certificate");
    }

    /// Checks that an authority that counted at some time issued the certificate for signing, and that it was valid then.
    void verify(TrustedRoot root, Instant time) throws Unverified {
        if (!CertificatePath.isValid(certificate, time)) {
            throw new Unverified("it was signed at " + time + ", when its certificate was not valid");
        }
        if (certificate.getBasicConstraints() >= 0 || !isForSigning()) {
            throw new Unverified("its certificate is not one for signing");
        }
        List<Authority> valid = root.authorities().stream().filter(each -> each.validity().contains(time)).toList();
        for (Authority authority : valid) {
            Optional<X509Certificate> issuer = CertificatePath.issuer(certificate, untrusted, authority, time);
            if (issuer.isPresent()) {
                CertificateTimestamps.verify(certificate, issuer.get(), root.certificateLogs());
                return;
            }
        }
        throw new Unverified("no authority that the trusted root names for " + time + " issued its certificate");
    }

    private boolean isForSigning() throws Unverified {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            boolean[] bits = certificate.getKeyUsage();
            return usages != null && usages.contains(CODE_SIGNING) && (bits == null || bits[0]);
        } catch (CertificateParsingException _) {
            throw new Unverified("the usages in its certificate are no DER");
        }
    }

    /// {@return which of some identities the certificate is about}
    Optional<Identity> identity(List<Identity> identities) throws Unverified {
        String subject = subject();
        String issuer = issuer();
        return identities.stream().filter(each -> each.issuer().equals(issuer) && each.subject().matches(subject)).findFirst();
    }

    /// {@return the identity that the certificate is about, in words}
    String described() throws Unverified {
        return "'" + printable(subject()) + "' by '" + printable(issuer()) + "'";
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{C}", "?");
    }

    /// One name, so that nobody can hide one behind another.
    private String subject() throws Unverified {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null && names.size() == 1) {
                List<?> name = names.iterator().next();
                if ((name.get(0).equals(EMAIL) || name.get(0).equals(URI)) && name.get(1) instanceof String text) {
                    return text;
                }
            }
        } catch (CertificateParsingException _) {
            // refused below
        }
        throw new Unverified("its certificate does not name one e-mail address or one URI as its subject");
    }

    private String issuer() throws Unverified {
        Optional<byte[]> wrapped = extension(ISSUER);
        Optional<byte[]> bare = extension(ISSUER_BARE);
        if (wrapped.isEmpty() && bare.isEmpty()) {
            throw new Unverified("its certificate does not say who vouches for the subject");
        }
        Optional<String> first = wrapped.isEmpty() ? Optional.empty() : Optional.of(utf8(wrapped.get()));
        Optional<String> second = bare.isEmpty() ? Optional.empty() : Optional.of(text(bare.get()));
        if (first.isPresent() && second.isPresent() && !first.equals(second)) {
            throw new Unverified("its certificate names two issuers of the identity");
        }
        return first.or(() -> second).orElseThrow();
    }

    private Optional<byte[]> extension(String identifier) throws Unverified {
        byte[] value = certificate.getExtensionValue(identifier);
        return value == null ? Optional.empty()
                : Optional.of(Der.parse(value, "an extension of its certificate").content());
    }

    private static String utf8(byte[] der) throws Unverified {
        Der value = Der.parse(der, "the issuer in its certificate");
        if (value.tag() != Der.UTF8_STRING) {
            throw new Unverified("the issuer in its certificate is no text");
        }
        return text(value.content());
    }

    private static String text(byte[] utf8) throws Unverified {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException _) {
            throw new Unverified("the issuer in its certificate is not UTF-8");
        }
    }
}
