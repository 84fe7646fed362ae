package dev.wassette.remote.testkit.signature;

import static dev.wassette.remote.testkit.signature.DerText.identifier;
import static dev.wassette.remote.testkit.signature.DerText.join;
import static dev.wassette.remote.testkit.signature.DerText.sequence;
import static dev.wassette.remote.testkit.signature.DerText.utf8;
import static dev.wassette.remote.testkit.signature.DerText.value;
import static dev.wassette.remote.testkit.signature.Workshop.base64;
import static dev.wassette.remote.testkit.signature.Workshop.hex;

import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.MalformedJson;
import dev.wassette.application.port.out.SignatureMaterial.SigstoreBundle;
import dev.wassette.application.port.out.SignatureMaterial.SimpleSigning;
import dev.wassette.application.port.out.SignatureVerifier.Expected;
import dev.wassette.application.port.out.SignatureVerifier.Signed;
import dev.wassette.domain.Digest;
import dev.wassette.domain.trust.Signer;
import dev.wassette.domain.trust.TextPattern;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// How a signature is made: as it should be, unless a forger changes something. Each field is what one forger can reach.
public final class Recipe {
    public static final String SUBJECT = "https://github.com/acme/tools/.github/workflows/release.yml@refs/tags/v1";
    public static final String ISSUER = "https://token.actions.githubusercontent.com";
    public static final String REPOSITORY = "registry.example/acme/tool";
    public static final Digest ARTIFACT = Digest.of("manifest".getBytes(StandardCharsets.UTF_8));
    public static final Digest OTHER_ARTIFACT = Digest.of("other manifest".getBytes(StandardCharsets.UTF_8));

    public final Workshop workshop;

    // What is signed.
    public Digest signedDigest = ARTIFACT;
    public String signedRepository = REPOSITORY;
    public String payloadKind = "cosign container image signature";
    public String payloadType = "application/vnd.in-toto+json";
    public String statementType = "https://in-toto.io/Statement/v1";
    public String predicateType = "https://sigstore.dev/cosign/sign/v1";
    public UnaryOperator<byte[]> afterSigning = payload -> payload;

    // The certificate.
    public KeyPair signer = Workshop.ec("secp256r1");
    public PrivateKey signingKey = signer.getPrivate();
    public Instant begin = Instant.parse("2026-03-01T12:00:00Z");
    public Instant end = Instant.parse("2026-03-01T12:10:00Z");
    public byte[] subjectNames;
    public String issuer = ISSUER;
    public String bareIssuer = ISSUER;
    public String usage = "1.3.6.1.5.5.7.3.3";
    public boolean isAuthority;
    public PrivateKey issuingKey;
    public String issuingName = "intermediate";
    public boolean hasTimestamps = true;
    public KeyPair timestampLog;
    public int timestampVersion;
    public Instant timestampTime = Instant.parse("2026-03-01T12:00:00Z");
    public UnaryOperator<byte[]> certificate = der -> der;

    // The log.
    public KeyPair log;
    public byte[] logId;
    public Instant time = Instant.parse("2026-03-01T12:00:05Z");
    public Instant statedTime = time;
    public UnaryOperator<String> body = text -> text;
    public String entryCertificate = "";
    public byte[] entrySignature = new byte[0];
    public String entryDigest = "";
    public long statedIndex = 41;
    public int treeSize = 6;
    public int leaf = 3;
    public long statedLeaf = 3;
    public UnaryOperator<List<byte[]>> proof = hashes -> hashes;
    public KeyPair checkpointKey;
    public UnaryOperator<String> checkpoint = text -> text;
    public boolean hasPromise = true;
    public boolean hasProof = true;

    // What authorities have seen.
    public final List<Stamp> stamps = new ArrayList<>();
    private boolean isRekor2;

    // What reaches the verifier.
    public String mediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";
    public UnaryOperator<byte[]> signature = bytes -> bytes;
    public UnaryOperator<JsonObject> bundle = json -> json;
    public Map<String, String> annotations = new HashMap<>();
    public List<String> missingAnnotations = new ArrayList<>();

    // Who verifies.
    public Signed signed = new Signed(REPOSITORY, Set.of(ARTIFACT));
    public List<Signer> signers = List.of(new Signer.Identity(new TextPattern(SUBJECT), ISSUER));
    public Optional<String> trustedRoot;

    public Recipe(Workshop workshop) {
        this.workshop = workshop;
        this.subjectNames = uri(SUBJECT);
        this.issuingKey = workshop.intermediate.getPrivate();
        this.timestampLog = workshop.certificateLog;
        this.log = workshop.log;
        this.logId = Workshop.sha256(log.getPublic().getEncoded());
        this.checkpointKey = workshop.log;
        this.trustedRoot = Optional.of(workshop.trustedRoot(true));
    }

    /// {@return this, with an entry of a log of the kind Rekor 2, and a timestamp}
    public Recipe rekor2() {
        isRekor2 = true;
        hasPromise = false;
        log = workshop.log2;
        logId = workshop.log2Name;
        checkpointKey = workshop.log2;
        stamps.add(new Stamp(workshop));
        return this;
    }

    public static byte[] uri(String text) {
        return value(0x86, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] email(String text) {
        return value(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    public Expected expected() {
        return new Expected(signers, trustedRoot);
    }

    private byte[] extensions(byte[] timestamps) {
        byte[] extensions = join(
                Workshop.extension("2.5.29.15", true, value(0x03, new byte[] {7, (byte) 0x80})),
                usage.isEmpty() ? new byte[0] : Workshop.extension("2.5.29.37", false, sequence(identifier(usage))),
                isAuthority ? Workshop.extension("2.5.29.19", true, sequence(DerText.yes())) : new byte[0],
                subjectNames.length == 0 ? new byte[0] : Workshop.extension("2.5.29.17", true, sequence(subjectNames)),
                bareIssuer.isEmpty() ? new byte[0] : Workshop.extension("1.3.6.1.4.1.57264.1.1", false,
                        bareIssuer.getBytes(StandardCharsets.UTF_8)),
                issuer.isEmpty() ? new byte[0] : Workshop.extension("1.3.6.1.4.1.57264.1.8", false, utf8(issuer)));
        return sequence(timestamps.length == 0 ? extensions
                : join(extensions, Workshop.extension("1.3.6.1.4.1.11129.2.4.2", false, timestamps)));
    }

    /// {@return the signer's certificate}
    public byte[] certificate() {
        byte[] before = Workshop.tbs(99, issuingName, "", signer.getPublic(), begin, end, extensions(new byte[0]));
        byte[] timestamps = hasTimestamps ? Workshop.timestamps(timestampLog, before, workshop.intermediate.getPublic(),
                timestampTime, timestampVersion) : new byte[0];
        byte[] tbs = Workshop.tbs(99, issuingName, "", signer.getPublic(), begin, end, extensions(timestamps));
        return certificate.apply(Workshop.certificate(tbs, issuingKey));
    }

    public byte[] payload() {
        return """
                {"critical":{"identity":{"docker-reference":"%s"},"image":{"docker-manifest-digest":"%s"},"type":"%s"},"optional":null}"""
                .formatted(signedRepository, signedDigest, payloadKind).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] statement() {
        return """
                {"_type":"%s","subject":[{"name":"tool","digest":{"sha256":"%s"}}],"predicateType":"%s","predicate":{}}"""
                .formatted(statementType, signedDigest.hex(), predicateType).getBytes(StandardCharsets.UTF_8);
    }

    /// What is signed of an envelope (DSSE, "pre-authentication encoding").
    private static byte[] encoded(String type, byte[] payload) {
        return join(("DSSEv1 " + type.length() + " " + type + " " + payload.length + " ").getBytes(StandardCharsets.UTF_8),
                payload);
    }

    private byte[] entryCertificate(byte[] der) {
        String pem = entryCertificate.isEmpty() ? Workshop.pem("CERTIFICATE", der) : entryCertificate;
        return pem.getBytes(StandardCharsets.UTF_8);
    }

    private String verifier(byte[] der) {
        String pem = new String(entryCertificate(der), StandardCharsets.UTF_8);
        String content = pem.replaceAll("-----[A-Z ]+-----", "").replace("\n", "");
        String kind = pem.contains("PUBLIC KEY") ? "publicKey" : "x509Certificate";
        return "{\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\",\"" + kind + "\":{\"rawBytes\":\"" + content + "\"}}";
    }

    private byte[] hashed2(byte[] content, byte[] der, String digest) {
        return body.apply("""
                {"apiVersion":"0.0.2","kind":"hashedrekord","spec":{"hashedRekordV002":{"data":{"algorithm":"SHA2_256","digest":"%s"},"signature":{"content":"%s","verifier":%s}}}}"""
                .formatted(base64(HexFormat.of().parseHex(digest)), base64(content), verifier(der)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] dsse2(byte[] content, byte[] der, String digest) {
        return body.apply("""
                {"apiVersion":"0.0.2","kind":"dsse","spec":{"dsseV002":{"payloadHash":{"algorithm":"SHA2_256","digest":"%s"},"signatures":[{"content":"%s","verifier":%s}]}}}"""
                .formatted(base64(HexFormat.of().parseHex(digest)), base64(content), verifier(der)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] hashed(byte[] made, byte[] der, String digest) {
        byte[] content = entrySignature.length == 0 ? made : entrySignature;
        if (isRekor2) {
            return hashed2(content, der, entryDigest.isEmpty() ? digest : entryDigest);
        }
        return body.apply("""
                {"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256","value":"%s"}},"signature":{"content":"%s","publicKey":{"content":"%s"}}}}"""
                .formatted(entryDigest.isEmpty() ? digest : entryDigest, base64(content), base64(entryCertificate(der))))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] dsse(byte[] made, byte[] der, byte[] payload) {
        byte[] content = entrySignature.length == 0 ? made : entrySignature;
        if (isRekor2) {
            return dsse2(content, der, entryDigest.isEmpty() ? hex(Workshop.sha256(payload)) : entryDigest);
        }
        return body.apply("""
                {"apiVersion":"0.0.1","kind":"dsse","spec":{"envelopeHash":{"algorithm":"sha256","value":"00"},"payloadHash":{"algorithm":"sha256","value":"%s"},"signatures":[{"signature":"%s","verifier":"%s"}]}}"""
                .formatted(entryDigest.isEmpty() ? hex(Workshop.sha256(payload)) : entryDigest, base64(content),
                        base64(entryCertificate(der)))).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] intoto(byte[] made, byte[] der, byte[] payload) {
        String twice = base64(base64(made).getBytes(StandardCharsets.UTF_8));
        return body.apply("""
                {"apiVersion":"0.0.2","kind":"intoto","spec":{"content":{"envelope":{"payloadType":"application/vnd.in-toto+json","signatures":[{"publicKey":"%s","sig":"%s"}]},"payloadHash":{"algorithm":"sha256","value":"%s"}}}}"""
                .formatted(base64(entryCertificate(der)), twice, hex(Workshop.sha256(payload)))).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] promise(byte[] entry) {
        String text = "{\"body\":\"" + base64(entry) + "\",\"integratedTime\":" + time.getEpochSecond() + ",\"logID\":\""
                + hex(logId) + "\",\"logIndex\":41}";
        return Workshop.ecdsa(log.getPrivate(), text.getBytes(StandardCharsets.UTF_8));
    }

    private String entry(byte[] entry) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < treeSize; i++) {
            leaves.add(i == leaf ? Workshop.sha256(new byte[1], entry) : Workshop.sha256(new byte[] {(byte) i}));
        }
        byte[] root = Workshop.treeRoot(leaves);
        String signing = checkpointKey.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519";
        String note = "log.example - 1\n" + treeSize + "\n" + base64(root) + "\n";
        String signed = checkpoint.apply(note + "\n\u2014 log.example " + base64(join(new byte[4],
                Workshop.sign(signing, checkpointKey.getPrivate(), note.getBytes(StandardCharsets.UTF_8)))) + "\n");
        List<String> hashes = proof.apply(Workshop.path(leaf, leaves)).stream().map(each -> "\"" + base64(each) + "\"").toList();
        String inclusion = """
                "inclusionProof": {"logIndex": "%d", "rootHash": "%s", "treeSize": "%d", "hashes": %s,
                  "checkpoint": {"envelope": "%s"}},""".formatted(statedLeaf, base64(root), treeSize, hashes,
                signed.replace("\n", "\\n"));
        String promised = !hasPromise ? "" : "\"inclusionPromise\": {\"signedEntryTimestamp\": \"" + base64(promise(entry)) + "\"}, "
                + "\"integratedTime\": \"" + statedTime.getEpochSecond() + "\",";
        return """
                {"logIndex": "%d", "logId": {"keyId": "%s"}, %s %s "canonicalizedBody": "%s"}"""
                .formatted(statedIndex, base64(logId), promised, hasProof ? inclusion : "", base64(entry));
    }

    private SigstoreBundle bundle(String material, String content) {
        try {
            JsonValue json = JsonText.parse("""
                    {"mediaType": "%s", "verificationMaterial": {%s}, %s}""".formatted(mediaType, material, content));
            return new SigstoreBundle(JsonText.compact(bundle.apply((JsonObject) json)).getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson e) {
            throw new IllegalStateException(e);
        }
    }

    private String material(byte[] der, byte[] entry, byte[] made) {
        String timestamps = stamps.isEmpty() ? "" : stamps.stream()
                .map(each -> "{\"signedTimestamp\": \"" + base64(each.response(made)) + "\"}")
                .collect(Collectors.joining(", ", ", \"timestampVerificationData\": {\"rfc3161Timestamps\": [", "]}"));
        return """
                "certificate": {"rawBytes": "%s"}, "tlogEntries": [%s]%s""".formatted(base64(der), entry(entry), timestamps);
    }

    /// {@return a bundle with a signature over the artifact itself}
    public SigstoreBundle message() {
        byte[] manifest = (signedDigest.equals(ARTIFACT) ? "manifest" : "other manifest").getBytes(StandardCharsets.UTF_8);
        byte[] made = Workshop.ecdsa(signingKey, manifest);
        byte[] der = certificate();
        return bundle(material(der, hashed(made, der, signedDigest.hex()), made), """
                "messageSignature": {"messageDigest": {"algorithm": "SHA2_256", "digest": "%s"}, "signature": "%s"}"""
                .formatted(base64(Workshop.sha256(manifest)), base64(signature.apply(made))));
    }

    /// {@return a bundle with a signature over a statement about the artifact}
    public SigstoreBundle envelope(boolean older) {
        byte[] payload = statement();
        byte[] made = Workshop.ecdsa(signingKey, encoded(payloadType, payload));
        byte[] der = certificate();
        return bundle(material(der, older ? intoto(made, der, payload) : dsse(made, der, payload), made),
                envelope(payload, made));
    }

    private String envelope(byte[] payload, byte[] made) {
        return """
                "dsseEnvelope": {"payload": "%s", "payloadType": "%s", "signatures": [{"sig": "%s"}]}"""
                .formatted(base64(afterSigning.apply(payload)), payloadType, base64(signature.apply(made)));
    }

    /// {@return a bundle with a statement, whose entry is of the kind for messages}
    public SigstoreBundle hashedEnvelope() {
        byte[] payload = statement();
        byte[] encoded = encoded(payloadType, payload);
        byte[] made = Workshop.ecdsa(signingKey, encoded);
        byte[] der = certificate();
        return bundle(material(der, hashed(made, der, hex(Workshop.sha256(encoded))), made), envelope(payload, made));
    }

    /// {@return a bundle with a statement that was signed with a key}
    public SigstoreBundle envelopeByKey() {
        byte[] payload = statement();
        byte[] made = Workshop.ecdsa(signingKey, encoded(payloadType, payload));
        return bundle("\"publicKey\": {\"hint\": \"\"}, \"tlogEntries\": []", envelope(payload, made));
    }

    /// {@return cosign's older form, with a certificate}
    public SimpleSigning simple() {
        byte[] payload = payload();
        byte[] made = Workshop.ecdsa(signingKey, payload);
        byte[] der = certificate();
        byte[] entry = hashed(made, der, hex(Workshop.sha256(payload)));
        Map<String, String> all = new HashMap<>(Map.of(
                "dev.cosignproject.cosign/signature", base64(signature.apply(made)),
                "dev.sigstore.cosign/certificate", Workshop.pem("CERTIFICATE", der),
                "dev.sigstore.cosign/chain", Workshop.pem("CERTIFICATE", workshop.intermediateCertificate)
                        + Workshop.pem("CERTIFICATE", workshop.rootCertificate),
                "dev.sigstore.cosign/bundle", """
                        {"SignedEntryTimestamp":"%s","Payload":{"body":"%s","integratedTime":%d,"logIndex":%d,"logID":"%s"}}"""
                        .formatted(base64(promise(entry)), base64(entry), statedTime.getEpochSecond(), statedIndex, hex(logId))));
        stamps.forEach(each -> all.put("dev.sigstore.cosign/rfc3161timestamp",
                "{\"SignedRFC3161Timestamp\":\"" + base64(each.response(made)) + "\"}"));
        all.putAll(annotations);
        missingAnnotations.forEach(all::remove);
        return new SimpleSigning(afterSigning.apply(payload), all);
    }

    /// {@return cosign's older form, with a key}
    public SimpleSigning simpleByKey(String algorithm) {
        byte[] payload = payload();
        Map<String, String> all = new HashMap<>(Map.of("dev.cosignproject.cosign/signature",
                base64(signature.apply(Workshop.sign(algorithm, signingKey, payload)))));
        all.putAll(annotations);
        missingAnnotations.forEach(all::remove);
        return new SimpleSigning(afterSigning.apply(payload), all);
    }
}
