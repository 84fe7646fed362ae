package dev.wassette.signature.sigstore;

import dev.wassette.application.port.out.SignatureVerifier.Signed;
import dev.wassette.domain.Digest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A bundle of sigstore: a signature, and all that is needed to check it. Nothing of it is checked yet.
///
/// @param needsProof whether this version of the format proves that its entries are in a log
/// @param certificate empty where a key is meant that is known otherwise
/// @param entries of transparency logs
/// @param timestamps answers of timestamp authorities
record Bundle(boolean needsProof, Content content, Optional<SignerCertificate> certificate, List<LogEntry> entries,
        List<byte[]> timestamps) {
    private static final String VERSION_3 = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final String OLDER = "application/vnd.dev.sigstore.bundle+json;version=";
    private static final Map<String, Integer> VERSIONS =
            Map.of(OLDER + "0.1", 1, OLDER + "0.2", 2, OLDER + "0.3", 3, VERSION_3, 3);

    Bundle {
        entries = List.copyOf(entries);
        timestamps = List.copyOf(timestamps);
    }

    /// What is signed.
    sealed interface Content {

        byte[] signature();

        /// Checks that it is about what was fetched.
        void requireAbout(Signed signed) throws Unverified;

        boolean isSignedBy(VerifyingKey key) throws Unverified;

        /// Checks that an entry of a log is about this signature.
        void requireIn(LogEntry entry, X509Certificate certificate) throws Unverified;
    }

    /// The artifact itself.
    ///
    /// @param digest its SHA-256
    record Message(byte[] signature, byte[] digest) implements Content {
        @Override
        public void requireAbout(Signed signed) throws Unverified {
            if (!signed.digests().contains(new Digest(hex()))) {
                throw new Unverified("it is about another artifact");
            }
        }

        private String hex() {
            return HexFormat.of().formatHex(digest);
        }

        @Override
        public boolean isSignedBy(VerifyingKey key) throws Unverified {
            return key.verifiesDigest(digest, signature);
        }

        @Override
        public void requireIn(LogEntry entry, X509Certificate certificate) throws Unverified {
            EntryBody.requireMessage(entry.body(), new EntryBody.Made(signature, certificate, hex()));
        }
    }

    /// A statement about the artifact.
    record Envelope(byte[] signature, String payloadType, byte[] payload) implements Content {
        @Override
        public void requireAbout(Signed signed) throws Unverified {
            Statement.require(payloadType, payload, signed);
        }

        @Override
        public boolean isSignedBy(VerifyingKey key) {
            return key.verifies(Statement.encoded(payloadType, payload), signature);
        }

        @Override
        public void requireIn(LogEntry entry, X509Certificate certificate) throws Unverified {
            EntryBody.requireEnvelope(entry.body(), new EntryBody.Made(signature, certificate, Sha256.hex(payload)),
                    Sha256.hex(Statement.encoded(payloadType, payload)));
        }
    }

    static Bundle parse(byte[] utf8) throws Unverified {
        Json bundle = Json.parse(utf8, SigstoreLimits.MAX_BUNDLE_BYTES, "the bundle");
        Integer version = VERSIONS.get(bundle.text("mediaType"));
        if (version == null) {
            throw new Unverified("the bundle is of another version than 0.1 to 0.3");
        }
        Json material = bundle.object("verificationMaterial");
        List<LogEntry> entries = new ArrayList<>();
        for (Json entry : material.objects("tlogEntries", SigstoreLimits.MAX_ENTRIES)) {
            entries.add(LogEntry.ofBundle(entry));
        }
        return new Bundle(version > 1, content(bundle), certificate(material), entries, timestamps(material));
    }

    private static List<byte[]> timestamps(Json material) throws Unverified {
        Optional<Json> data = material.findObject("timestampVerificationData");
        List<byte[]> timestamps = new ArrayList<>();
        for (Json each : data.isEmpty() ? List.<Json>of() : data.get().objects("rfc3161Timestamps", SigstoreLimits.MAX_ENTRIES)) {
            timestamps.add(each.bytes("signedTimestamp", SigstoreLimits.MAX_TIMESTAMP_BYTES));
        }
        return timestamps;
    }

    private static Optional<SignerCertificate> certificate(Json material) throws Unverified {
        Optional<Json> single = material.findObject("certificate");
        Optional<Json> chain = material.findObject("x509CertificateChain");
        boolean isKey = material.has("publicKey");
        if ((single.isPresent() ? 1 : 0) + (chain.isPresent() ? 1 : 0) + (isKey ? 1 : 0) != 1) {
            throw new Unverified("the bundle does not have one certificate, or one key");
        }
        if (isKey) {
            return Optional.empty();
        }
        List<Json> all = single.isPresent() ? List.of(single.get())
                : chain.get().objects("certificates", SigstoreLimits.MAX_CERTIFICATES);
        List<X509Certificate> certificates = new ArrayList<>();
        for (Json each : all) {
            certificates.add(Certificates.ofDer(each.bytes("rawBytes", SigstoreLimits.MAX_CERTIFICATE_BYTES), each.path()));
        }
        if (certificates.isEmpty()) {
            throw new Unverified("the bundle has no certificate");
        }
        return Optional.of(new SignerCertificate(certificates.getFirst(), certificates.subList(1, certificates.size())));
    }

    private static Content content(Json bundle) throws Unverified {
        Optional<Json> message = bundle.findObject("messageSignature");
        Optional<Json> envelope = bundle.findObject("dsseEnvelope");
        if (message.isPresent() == envelope.isPresent()) {
            throw new Unverified("the bundle does not have one signature");
        }
        return message.isPresent() ? message(message.get()) : envelope(envelope.get());
    }

    private static Message message(Json json) throws Unverified {
        Json digest = json.object("messageDigest");
        byte[] bytes = digest.bytes("digest", 32);
        if (!digest.text("algorithm").equals("SHA2_256") || bytes.length != 32) {
            throw new Unverified("the bundle is about a digest of another kind than SHA-256");
        }
        return new Message(json.bytes("signature", SigstoreLimits.MAX_SIGNATURE_BYTES), bytes);
    }

    private static Envelope envelope(Json json) throws Unverified {
        List<Json> signatures = json.objects("signatures", SigstoreLimits.MAX_ENTRIES);
        if (signatures.size() != 1) {
            throw new Unverified("its envelope does not have one signature");
        }
        return new Envelope(signatures.getFirst().bytes("sig", SigstoreLimits.MAX_SIGNATURE_BYTES),
                json.text("payloadType"), json.bytes("payload", SigstoreLimits.MAX_BUNDLE_BYTES));
    }
}
