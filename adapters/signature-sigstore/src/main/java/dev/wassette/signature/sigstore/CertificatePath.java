package dev.wassette.signature.sigstore;

import dev.wassette.signature.sigstore.TrustedRoot.Authority;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Paths from a certificate to an authority of the trusted root (RFC 5280, section 6), at the time that counts.
final class CertificatePath {
    private CertificatePath() {}

    /// {@return who issued a certificate, if there is a path from it to the root of an authority}
    ///
    /// @param untrusted certificates that came with it, and may lead there
    static Optional<X509Certificate> issuer(X509Certificate certificate, List<X509Certificate> untrusted, Authority authority,
            Instant time) {
        X509Certificate anchor = authority.chain().getLast();
        if (!isValid(anchor, time)) {
            return Optional.empty();
        }
        List<X509Certificate> path = path(certificate, untrusted, authority);
        try {
            var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(time));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return Optional.of(path.size() > 1 ? path.get(1) : anchor);
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /// {@return whether a certificate says that it is valid at a time}
    static boolean isValid(X509Certificate certificate, Instant time) {
        return !time.isBefore(certificate.getNotBefore().toInstant()) && !time.isAfter(certificate.getNotAfter().toInstant());
    }

    /// By the names only; whether it holds is asked afterwards.
    private static List<X509Certificate> path(X509Certificate certificate, List<X509Certificate> untrusted,
            Authority authority) {
        X509Certificate anchor = authority.chain().getLast();
        List<X509Certificate> between =
                Stream.concat(authority.chain().stream().limit(authority.chain().size() - 1L), untrusted.stream()).toList();
        List<X509Certificate> path = new ArrayList<>(List.of(certificate));
        while (path.size() < SigstoreLimits.MAX_CERTIFICATES
                && !path.getLast().getIssuerX500Principal().equals(anchor.getSubjectX500Principal())) {
            Optional<X509Certificate> next = between.stream().filter(each -> !path.contains(each))
                    .filter(each -> each.getSubjectX500Principal().equals(path.getLast().getIssuerX500Principal())).findFirst();
            if (next.isEmpty()) {
                break;
            }
            path.add(next.get());
        }
        return path;
    }
}
