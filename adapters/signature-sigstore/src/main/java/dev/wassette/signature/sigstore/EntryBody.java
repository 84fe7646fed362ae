package dev.wassette.signature.sigstore;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Checks that what a transparency log keeps is about this signature, by this certificate, of these bytes: else an entry of
/// any other signature would do. Reads the kinds of entry that cosign and sigstore write for artifacts.
final class EntryBody {
    private static final String HASHED = "hashedrekord 0.0.1";
    private static final String HASHED_2 = "hashedrekord 0.0.2";

    private EntryBody() {}

    /// A signature that was made over a message.
    ///
    /// @param digest SHA-256 of the message, in hexadecimal digits
    record Made(byte[] signature, X509Certificate certificate, String digest) {}

    /// Checks an entry of a signature over a message.
    static void requireMessage(byte[] body, Made made) throws Unverified {
        Json entry = Json.parse(body, SigstoreLimits.MAX_BUNDLE_BYTES, "the entry of the log");
        switch (kind(entry)) {
            case HASHED -> requireHashed(entry.object("spec"), made);
            case HASHED_2 -> requireHashed2(entry.object("spec").object("hashedRekordV002"), made);
            case String other -> throw unknown(other);
        }
    }

    private static void requireHashed2(Json spec, Made made) throws Unverified {
        require(isDigest(spec.object("data"), made), "another message");
        require(isSignature(spec.object("signature"), made), "another signature");
        requireVerifier(spec.object("signature"), made);
    }

    private static boolean isDigest(Json data, Made made) throws Unverified {
        return data.text("algorithm").equals("SHA2_256")
                && HexFormat.of().formatHex(data.bytes("digest", SigstoreLimits.MAX_SIGNATURE_BYTES)).equals(made.digest());
    }

    private static boolean isSignature(Json signature, Made made) throws Unverified {
        return Arrays.equals(signature.bytes("content", SigstoreLimits.MAX_SIGNATURE_BYTES), made.signature());
    }

    private static void requireVerifier(Json signature, Made made) throws Unverified {
        Optional<Json> certificate = signature.object("verifier").findObject("x509Certificate");
        require(certificate.isPresent() && Certificates.ofDer(certificate.get().bytes("rawBytes",
                SigstoreLimits.MAX_CERTIFICATE_BYTES), certificate.get().path()).equals(made.certificate()), "another certificate");
    }

    private static void requireHashed(Json spec, Made made) throws Unverified {
        Json hash = spec.object("data").object("hash");
        require(hash.text("algorithm").equals("sha256") && hash.text("value").equals(made.digest()), "another message");
        Json signature = spec.object("signature");
        require(Arrays.equals(signature.bytes("content", SigstoreLimits.MAX_SIGNATURE_BYTES), made.signature()),
                "another signature");
        requireCertificate(signature.object("publicKey").text("content"), made.certificate());
    }

    /// Checks an entry of a signature over a DSSE envelope.
    ///
    /// @param made with the digest of the payload
    /// @param encoded the digest of all that is signed
    static void requireEnvelope(byte[] body, Made made, String encoded) throws Unverified {
        Json entry = Json.parse(body, SigstoreLimits.MAX_BUNDLE_BYTES, "the entry of the log");
        switch (kind(entry)) {
            case HASHED -> requireHashed(entry.object("spec"), new Made(made.signature(), made.certificate(), encoded));
            case HASHED_2 -> requireHashed2(entry.object("spec").object("hashedRekordV002"),
                    new Made(made.signature(), made.certificate(), encoded));
            case "dsse 0.0.2" -> requireDsse2(entry.object("spec").object("dsseV002"), made);
            case "dsse 0.0.1" -> requireDsse(entry.object("spec"), made);
            case "intoto 0.0.2" -> requireIntoto(entry.object("spec").object("content"), made);
            case String other -> throw unknown(other);
        }
    }

    private static void requireDsse(Json spec, Made made) throws Unverified {
        requirePayload(spec.object("payloadHash"), made);
        for (Json each : spec.objects("signatures", SigstoreLimits.MAX_ENTRIES)) {
            if (Arrays.equals(each.bytes("signature", SigstoreLimits.MAX_SIGNATURE_BYTES), made.signature())) {
                requireCertificate(each.text("verifier"), made.certificate());
                return;
            }
        }
        require(false, "another signature");
    }

    private static void requireDsse2(Json spec, Made made) throws Unverified {
        require(isDigest(spec.object("payloadHash"), made), "another statement");
        for (Json each : spec.objects("signatures", SigstoreLimits.MAX_ENTRIES)) {
            if (isSignature(each, made)) {
                requireVerifier(each, made);
                return;
            }
        }
        require(false, "another signature");
    }

    /// This kind writes a signature as Base64 of Base64.
    private static void requireIntoto(Json content, Made made) throws Unverified {
        requirePayload(content.object("payloadHash"), made);
        for (Json each : content.object("envelope").objects("signatures", SigstoreLimits.MAX_ENTRIES)) {
            String base64 = new String(each.bytes("sig", SigstoreLimits.MAX_SIGNATURE_BYTES * 2), StandardCharsets.UTF_8);
            if (base64.equals(Base64.getEncoder().encodeToString(made.signature()))) {
                requireCertificate(each.text("publicKey"), made.certificate());
                return;
            }
        }
        require(false, "another signature");
    }

    private static void requirePayload(Json hash, Made made) throws Unverified {
        require(hash.text("algorithm").equals("sha256") && hash.text("value").equals(made.digest()), "another statement");
    }

    private static void requireCertificate(String base64, X509Certificate certificate) throws Unverified {
        byte[] pem = Json.decode(base64, "the certificate in the entry of the log", SigstoreLimits.MAX_CERTIFICATE_BYTES * 2);
        require(new String(pem, StandardCharsets.UTF_8).contains("BEGIN CERTIFICATE") && Certificates
                .oneOfPem(new String(pem, StandardCharsets.UTF_8), "the certificate in the entry of the log")
                .equals(certificate), "another certificate");
    }

    private static void require(boolean isSame, String other) throws Unverified {
        if (!isSame) {
            throw new Unverified("its entry of the log is about " + other);
        }
    }

    private static String kind(Json entry) throws Unverified {
        return entry.text("kind") + " " + entry.text("apiVersion");
    }

    private static Unverified unknown(String kind) {
        return new Unverified("its entry of the log is of the kind '" + kind.replaceAll("\\p{C}", "?")
                + "', which does not fit or is not supported");
    }
}
