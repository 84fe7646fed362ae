package dev.wassette.signature.sigstore;

import static dev.wassette.signature.sigstore.DerText.identifier;
import static dev.wassette.signature.sigstore.DerText.join;
import static dev.wassette.signature.sigstore.DerText.sequence;
import static dev.wassette.signature.sigstore.DerText.utf8;
import static dev.wassette.signature.sigstore.DerText.value;
import static dev.wassette.signature.sigstore.Workshop.base64;
import static dev.wassette.signature.sigstore.Workshop.hex;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// How a signature is made: as it should be, unless a forger changes something. Each field is what one forger can reach.
final class Recipe {
    static final String SUBJECT = "https://github.com/acme/tools/.github/workflows/release.yml@refs/tags/v1";
    static final String ISSUER = "https://token.actions.githubusercontent.com";
    static final String REPOSITORY = "registry.example/acme/tool";
    static final Digest ARTIFACT = Digest.of("manifest".getBytes(StandardCharsets.UTF_8));
    static final Digest OTHER_ARTIFACT = Digest.of("other manifest".getBytes(StandardCharsets.UTF_8));

    final Workshop workshop;

    // What is signed.
    Digest signedDigest = ARTIFACT;
    String signedRepository = REPOSITORY;
    String payloadKind = "cosign container image signature";
    String payloadType = "application/vnd.in-toto+json";
    String statementType = "https://in-toto.io/Statement/v1";
    String predicateType = "https://sigstore.dev/cosign/sign/v1";
    UnaryOperator<byte[]> afterSigning = payload -> payload;

    // The certificate.
    KeyPair signer = Workshop.ec("secp256r1");
    PrivateKey signingKey = signer.getPrivate();
    Instant begin = Instant.parse("2026-03-01T12:00:00Z");
    Instant end = Instant.parse("2026-03-01T12:10:00Z");
    byte[] subjectNames;
    String issuer = ISSUER;
    String bareIssuer = ISSUER;
    String usage = "1.3.6.1.5.5.7.3.3";
    boolean isAuthority;
    PrivateKey issuingKey;
    String issuingName = "intermediate";
    boolean hasTimestamps = true;
    KeyPair timestampLog;
    int timestampVersion;
    Instant timestampTime = Instant.parse("2026-03-01T12:00:00Z");
    UnaryOperator<byte[]> certificate = der -> der;

    // The log.
    KeyPair log;
    byte[] logId;
    Instant time = Instant.parse("2026-03-01T12:00:05Z");
    Instant statedTime = time;
    UnaryOperator<String> body = text -> text;
    String entryCertificate = "";
    byte[] entrySignature = new byte[0];
    String entryDigest = "";
    long statedIndex = 41;
    int treeSize = 6;
    int leaf = 3;
    long statedLeaf = 3;
    UnaryOperator<List<byte[]>> proof = hashes -> hashes;
    KeyPair checkpointKey;
    UnaryOperator<String> checkpoint = text -> text;
    boolean hasPromise = true;
    boolean hasProof = true;

    // What reaches the verifier.
    String mediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";
    UnaryOperator<byte[]> signature = bytes -> bytes;
    UnaryOperator<JsonObject> bundle = json -> json;
    Map<String, String> annotations = new HashMap<>();
    List<String> missingAnnotations = new ArrayList<>();

    // Who verifies.
    Signed signed = new Signed(REPOSITORY, Set.of(ARTIFACT));
    List<Signer> signers = List.of(new Signer.Identity(new TextPattern(SUBJECT), ISSUER));
    Optional<String> trustedRoot;

    Recipe(Workshop workshop) {
        this.workshop = workshop;
        this.subjectNames = uri(SUBJECT);
        this.issuingKey = workshop.intermediate.getPrivate();
        this.timestampLog = workshop.certificateLog;
        this.log = workshop.log;
        this.logId = Sha256.of(log.getPublic().getEncoded());
        this.checkpointKey = workshop.log;
        this.trustedRoot = Optional.of(workshop.trustedRoot(true));
    }

    static byte[] uri(String text) {
        return value(0x86, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] email(String text) {
        return value(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    Expected expected() {
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
    byte[] certificate() {
        byte[] before = Workshop.tbs(99, issuingName, "", signer.getPublic(), begin, end, extensions(new byte[0]));
        byte[] timestamps = hasTimestamps ? Workshop.timestamps(timestampLog, before, workshop.intermediate.getPublic(),
                timestampTime, timestampVersion) : new byte[0];
        byte[] tbs = Workshop.tbs(99, issuingName, "", signer.getPublic(), begin, end, extensions(timestamps));
        return certificate.apply(Workshop.certificate(tbs, issuingKey));
    }

    byte[] payload() {
        return """
                {"critical":{"identity":{"docker-reference":"%s"},"image":{"docker-manifest-digest":"%s"},"type":"%s"},"optional":null}"""
                .formatted(signedRepository, signedDigest, payloadKind).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] statement() {
        return """
                {"_type":"%s","subject":[{"name":"tool","digest":{"sha256":"%s"}}],"predicateType":"%s","predicate":{}}"""
                .formatted(statementType, signedDigest.hex(), predicateType).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] entryCertificate(byte[] der) {
        String pem = entryCertificate.isEmpty() ? Workshop.pem("CERTIFICATE", der) : entryCertificate;
        return pem.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] hashed(byte[] made, byte[] der, String digest) {
        byte[] content = entrySignature.length == 0 ? made : entrySignature;
        return body.apply("""
                {"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256","value":"%s"}},"signature":{"content":"%s","publicKey":{"content":"%s"}}}}"""
                .formatted(entryDigest.isEmpty() ? digest : entryDigest, base64(content), base64(entryCertificate(der))))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] dsse(byte[] made, byte[] der, byte[] payload) {
        byte[] content = entrySignature.length == 0 ? made : entrySignature;
        return body.apply("""
                {"apiVersion":"0.0.1","kind":"dsse","spec":{"envelopeHash":{"algorithm":"sha256","value":"00"},"payloadHash":{"algorithm":"sha256","value":"%s"},"signatures":[{"signature":"%s","verifier":"%s"}]}}"""
                .formatted(entryDigest.isEmpty() ? hex(Sha256.of(payload)) : entryDigest, base64(content),
                        base64(entryCertificate(der)))).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] intoto(byte[] made, byte[] der, byte[] payload) {
        String twice = base64(base64(made).getBytes(StandardCharsets.UTF_8));
        return body.apply("""
                {"apiVersion":"0.0.2","kind":"intoto","spec":{"content":{"envelope":{"payloadType":"application/vnd.in-toto+json","signatures":[{"publicKey":"%s","sig":"%s"}]},"payloadHash":{"algorithm":"sha256","value":"%s"}}}}"""
                .formatted(base64(entryCertificate(der)), twice, hex(Sha256.of(payload)))).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] promise(byte[] entry) {
        String text = "{\"body\":\"" + base64(entry) + "\",\"integratedTime\":" + time.getEpochSecond() + ",\"logID\":\""
                + hex(logId) + "\",\"logIndex\":41}";
        return Workshop.ecdsa(log.getPrivate(), text.getBytes(StandardCharsets.UTF_8));
    }

    private String entry(byte[] entry) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < treeSize; i++) {
            leaves.add(i == leaf ? Sha256.of(new byte[1], entry) : Sha256.of(new byte[] {(byte) i}));
        }
        byte[] root = Workshop.treeRoot(leaves);
        String note = "log.example - 1\n" + treeSize + "\n" + base64(root) + "\n";
        String signed = checkpoint.apply(note + "\n\u2014 log.example " + base64(join(new byte[4],
                Workshop.ecdsa(checkpointKey.getPrivate(), note.getBytes(StandardCharsets.UTF_8)))) + "\n");
        List<String> hashes = proof.apply(Workshop.path(leaf, leaves)).stream().map(each -> "\"" + base64(each) + "\"").toList();
        String inclusion = """
                "inclusionProof": {"logIndex": "%d", "rootHash": "%s", "treeSize": "%d", "hashes": %s,
                  "checkpoint": {"envelope": "%s"}},""".formatted(statedLeaf, base64(root), treeSize, hashes,
                signed.replace("\n", "\\n"));
        String promised = "\"inclusionPromise\": {\"signedEntryTimestamp\": \"" + base64(promise(entry)) + "\"},";
        return """
                {"logIndex": "%d", "logId": {"keyId": "%s"}, "integratedTime": "%d", %s %s "canonicalizedBody": "%s"}"""
                .formatted(statedIndex, base64(logId), statedTime.getEpochSecond(), hasPromise ? promised : "",
                        hasProof ? inclusion : "", base64(entry));
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

    private String material(byte[] der, byte[] entry) {
        return """
                "certificate": {"rawBytes": "%s"}, "tlogEntries": [%s]""".formatted(base64(der), entry(entry));
    }

    /// {@return a bundle with a signature over the artifact itself}
    SigstoreBundle message() {
        byte[] manifest = (signedDigest.equals(ARTIFACT) ? "manifest" : "other manifest").getBytes(StandardCharsets.UTF_8);
        byte[] made = Workshop.ecdsa(signingKey, manifest);
        byte[] der = certificate();
        return bundle(material(der, hashed(made, der, signedDigest.hex())), """
                "messageSignature": {"messageDigest": {"algorithm": "SHA2_256", "digest": "%s"}, "signature": "%s"}"""
                .formatted(base64(Sha256.of(manifest)), base64(signature.apply(made))));
    }

    /// {@return a bundle with a signature over a statement about the artifact}
    SigstoreBundle envelope(boolean older) {
        byte[] payload = statement();
        byte[] made = Workshop.ecdsa(signingKey, Statement.encoded(payloadType, payload));
        byte[] der = certificate();
        return bundle(material(der, older ? intoto(made, der, payload) : dsse(made, der, payload)), envelope(payload, made));
    }

    private String envelope(byte[] payload, byte[] made) {
        return """
                "dsseEnvelope": {"payload": "%s", "payloadType": "%s", "signatures": [{"sig": "%s"}]}"""
                .formatted(base64(afterSigning.apply(payload)), payloadType, base64(signature.apply(made)));
    }

    /// {@return a bundle with a statement, whose entry is of the kind for messages}
    SigstoreBundle hashedEnvelope() {
        byte[] payload = statement();
        byte[] encoded = Statement.encoded(payloadType, payload);
        byte[] made = Workshop.ecdsa(signingKey, encoded);
        byte[] der = certificate();
        return bundle(material(der, hashed(made, der, hex(Sha256.of(encoded)))), envelope(payload, made));
    }

    /// {@return a bundle with a statement that was signed with a key}
    SigstoreBundle envelopeByKey() {
        byte[] payload = statement();
        byte[] made = Workshop.ecdsa(signingKey, Statement.encoded(payloadType, payload));
        return bundle("\"publicKey\": {\"hint\": \"\"}, \"tlogEntries\": []", envelope(payload, made));
    }

    /// {@return cosign's older form, with a certificate}
    SimpleSigning simple() {
        byte[] payload = payload();
        byte[] made = Workshop.ecdsa(signingKey, payload);
        byte[] der = certificate();
        byte[] entry = hashed(made, der, hex(Sha256.of(payload)));
        Map<String, String> all = new HashMap<>(Map.of(
                "dev.cosignproject.cosign/signature", base64(signature.apply(made)),
                "dev.sigstore.cosign/certificate", Workshop.pem("CERTIFICATE", der),
                "dev.sigstore.cosign/chain", Workshop.pem("CERTIFICATE", workshop.intermediateCertificate)
                        + Workshop.pem("CERTIFICATE", workshop.rootCertificate),
                "dev.sigstore.cosign/bundle", """
                        {"SignedEntryTimestamp":"%s","Payload":{"body":"%s","integratedTime":%d,"logIndex":%d,"logID":"%s"}}"""
                        .formatted(base64(promise(entry)), base64(entry), statedTime.getEpochSecond(), statedIndex, hex(logId))));
        all.putAll(annotations);
        missingAnnotations.forEach(all::remove);
        return new SimpleSigning(afterSigning.apply(payload), all);
    }

    /// {@return cosign's older form, with a key}
    SimpleSigning simpleByKey(String algorithm) {
        byte[] payload = payload();
        Map<String, String> all = new HashMap<>(Map.of("dev.cosignproject.cosign/signature",
                base64(signature.apply(Workshop.sign(algorithm, signingKey, payload)))));
        all.putAll(annotations);
        missingAnnotations.forEach(all::remove);
        return new SimpleSigning(afterSigning.apply(payload), all);
    }
}
