package dev.wassette.signature.sigstore;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads certificates (RFC 5280), and looks at nothing in them.
final class Certificates {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private Certificates() {}

    /// Reads bytes that are one certificate and nothing else.
    static X509Certificate ofDer(byte[] der, String name) throws Unverified {
        if (der.length > SigstoreLimits.MAX_CERTIFICATE_BYTES) {
            throw new Unverified(name + " has more than " + SigstoreLimits.MAX_CERTIFICATE_BYTES + " bytes");
        }
        Der.parse(der, name);
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
            if (Arrays.equals(certificate.getEncoded(), der)) {
                return certificate;
            }
        } catch (CertificateException | RuntimeException _) {
            // refused below
        }
        throw new Unverified(name + " is no valid certificate");
    }

    /// Reads a text that is certificates, one behind the other.
    static List<X509Certificate> ofPem(String pem, String name) throws Unverified {
        if (pem.length() > SigstoreLimits.MAX_CERTIFICATE_BYTES * SigstoreLimits.MAX_CERTIFICATES) {
            throw new Unverified(name + " is too long");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        String rest = pem.strip();
        while (!rest.isEmpty()) {
            int end = rest.indexOf(END);
            if (!rest.startsWith(BEGIN) || end < 0 || certificates.size() == SigstoreLimits.MAX_CERTIFICATES) {
                throw new Unverified(name + " is not 1 to " + SigstoreLimits.MAX_CERTIFICATES + " certificates as PEM");
            }
            String base64 = rest.substring(BEGIN.length(), end).replaceAll("\\s", "");
            certificates.add(ofDer(Json.decode(base64, name, SigstoreLimits.MAX_CERTIFICATE_BYTES), name));
            rest = rest.substring(end + END.length()).strip();
        }
        return certificates;
    }

    /// Reads a text that is one certificate.
    static X509Certificate oneOfPem(String pem, String name) throws Unverified {
        List<X509Certificate> certificates = ofPem(pem, name);
        if (certificates.size() != 1) {
            throw new Unverified(name + " is not one certificate");
        }
        return certificates.getFirst();
    }
}
