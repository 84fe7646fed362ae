package dev.wassette.signature.sigstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonValue.JsonArray;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.json.JsonValue;
import dev.wassette.application.port.out.SignatureMaterial;
import dev.wassette.domain.Digest;
import dev.wassette.domain.trust.Finding.Right;
import dev.wassette.domain.trust.Finding.Wrong;
import dev.wassette.domain.trust.Signer;
import dev.wassette.domain.trust.TextPattern;
import dev.wassette.remote.testkit.signature.DerText;
import dev.wassette.remote.testkit.signature.Recipe;
import dev.wassette.remote.testkit.signature.Stamp;
import dev.wassette.remote.testkit.signature.Workshop;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What forgers try. Each makes everything else as it should be, and each is refused with the sentence that fits.
class ForgeriesTest {
    private static final Workshop WORKSHOP = new Workshop();
    private static final Workshop FOREIGN = new Workshop();

    /// @param sentence of which a part must be in the refusal
    private record Forgery(String name, Function<Recipe, SignatureMaterial> form, Consumer<Recipe> change, String sentence) {}

    private final List<Forgery> forgeries = new ArrayList<>();

    private void forge(String name, Function<Recipe, SignatureMaterial> form, Consumer<Recipe> change, String sentence) {
        forgeries.add(new Forgery(name, form, change, sentence));
    }

    private void message(String name, Consumer<Recipe> change, String sentence) {
        forge(name, Recipe::message, change, sentence);
    }

    private void envelope(String name, Consumer<Recipe> change, String sentence) {
        forge(name, recipe -> recipe.envelope(false), change, sentence);
    }

    private void simple(String name, Consumer<Recipe> change, String sentence) {
        forge(name, Recipe::simple, change, sentence);
    }

    private void key(String name, Consumer<Recipe> change, String sentence) {
        forge("key: " + name, recipe -> recipe.simpleByKey("SHA256withECDSA"), recipe -> {
            recipe.signers = List.of(new Signer.Key("acme.pub", Workshop.publicPem(recipe.signer)));
            change.accept(recipe);
        }, sentence);
    }

    private static byte[] turned(byte[] bytes) {
        byte[] other = bytes.clone();
        other[other.length - 3] ^= 1;
        return other;
    }

    private static byte[] replaced(byte[] text, String before, String after) {
        return new String(text, StandardCharsets.UTF_8).replace(before, after).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonObject without(JsonObject json, String name) {
        JsonObject less = JsonObject.empty();
        for (var member : json.members().entrySet()) {
            less = member.getKey().equals(name) ? less : less.with(member.getKey(), member.getValue());
        }
        return less;
    }

    private static JsonObject material(JsonObject bundle, Function<JsonObject, JsonObject> change) {
        return bundle.with("verificationMaterial", change.apply((JsonObject) bundle.get("verificationMaterial").orElseThrow()));
    }

    private static Signer identity(String subject, String issuer) {
        return new Signer.Identity(new TextPattern(subject), issuer);
    }

    @TestFactory
    List<DynamicTest> refusesEach() {
        keys();
        artifacts();
        certificates();
        identities();
        logs();
        forms();
        newerLogs();
        timestamps();
        assertTrue(forgeries.size() > 70, () -> "only " + forgeries.size());
        return forgeries.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> refuse(each))).toList();
    }

    private static void refuse(Forgery forgery) {
        var honest = new Recipe(WORKSHOP);
        var recipe = new Recipe(WORKSHOP);
        forgery.change().accept(recipe);
        var verifier = new SigstoreVerifier();
        switch (verifier.verify(forgery.form().apply(recipe), recipe.signed, recipe.expected())) {
            case Right right -> throw new AssertionError(forgery.name() + " was accepted: " + right);
            case Wrong(String reason) -> assertTrue(reason.contains(forgery.sentence()),
                    () -> "expected: " + forgery.sentence() + "\nwas: " + reason);
        }
        assertEquals(Right.class, verifier.verify(honest.message(), honest.signed, honest.expected()).getClass());
    }

    private void keys() {
        key("another key", r -> r.signingKey = Workshop.ec("secp256r1").getPrivate(), "no key that the rule names made it");
        key("another artifact", r -> r.signedDigest = Recipe.OTHER_ARTIFACT, "about another artifact");
        key("the digest is changed after signing", r -> {
            r.signedDigest = Recipe.OTHER_ARTIFACT;
            r.afterSigning = bytes -> replaced(bytes, Recipe.OTHER_ARTIFACT.hex(), Recipe.ARTIFACT.hex());
        }, "no key that the rule names made it");
        key("a bit of the signature", r -> r.signature = ForgeriesTest::turned, "no key that the rule names made it");
        key("a shorter signature", r -> r.signature = bytes -> Arrays.copyOf(bytes, 20), "no key that the rule names made it");
        key("no signature", r -> r.signature = _ -> new byte[0], "no key that the rule names made it");
        key("a signature of zeros, as broken verifiers accept", r -> r.signature = _ ->
                DerText.sequence(DerText.integer(0), DerText.integer(0)), "no key that the rule names made it");
        key("no annotation", r -> r.missingAnnotations.add("dev.cosignproject.cosign/signature"), "it has no annotation");
        key("an annotation that is no Base64", r -> r.annotations.put("dev.cosignproject.cosign/signature", "%%%"), "no Base64");
        key("a very long signature", r -> r.annotations.put("dev.cosignproject.cosign/signature", "A".repeat(1 << 20)),
                "more than 4096 bytes");
        key("another repository", r -> r.signedRepository = "registry.example/acme/trials", "made for the repository");
        key("a repository that only begins alike", r -> r.signedRepository = Recipe.REPOSITORY + "-evil",
                "made for the repository");
        key("another type", r -> r.payloadKind = "atomic container signature", "payload is of an unknown type");
        key("a payload without a digest", r -> r.afterSigning = bytes -> replaced(bytes, "docker-manifest-digest", "digest"),
                "docker-manifest-digest is missing");
        key("two digests", r -> r.afterSigning = bytes -> replaced(bytes, "\"image\":{",
                "\"image\":{\"docker-manifest-digest\":\"" + Recipe.OTHER_ARTIFACT + "\","), "its payload is no JSON");
        key("a payload that is no JSON", r -> r.afterSigning = _ -> "none".getBytes(StandardCharsets.UTF_8), "no JSON");
        key("a payload that is no text", r -> r.afterSigning = _ -> new byte[] {(byte) 0xff}, "not UTF-8");
        key("a payload that is too long", r -> r.afterSigning = _ -> new byte[(4 << 20) + 1], "more than 4194304 bytes");
        key("the rule names identities only", r -> r.signers = List.of(identity("**", Recipe.ISSUER)),
                "the rule names no key");
        key("the key in the rule is private", r -> r.signers = List.of(new Signer.Key("acme.pub",
                Workshop.pem("PRIVATE KEY", r.signer.getPrivate().getEncoded()))), "no public key as PEM");
        key("the key in the rule is weak", r -> r.signers = List.of(new Signer.Key("acme.pub",
                Workshop.publicPem(Workshop.pair("RSA", 1024)))), "unusual form or size");
        key("the key in the rule is of another kind", r -> r.signers = List.of(new Signer.Key("acme.pub",
                Workshop.publicPem(Workshop.ec("secp521r1")))), "of another kind");
        key("something stands behind the key", r -> r.signers = List.of(new Signer.Key("acme.pub",
                Workshop.pem("PUBLIC KEY", DerText.join(r.signer.getPublic().getEncoded(), new byte[4])))), "acme.pub");
        key("a certificate beside a key's signature", r -> r.annotations.put("dev.sigstore.cosign/certificate",
                Workshop.pem("CERTIFICATE", r.certificate())), "the rule names no identity");
        forge("key: a statement by another key", Recipe::envelopeByKey, r -> r.signers = List.of(new Signer.Key("acme.pub",
                Workshop.publicPem(Workshop.ec("secp256r1")))), "no key that the rule names made it");
        forge("key: a changed statement", Recipe::envelopeByKey, r -> {
            r.signers = List.of(new Signer.Key("acme.pub", Workshop.publicPem(r.signer)));
            r.afterSigning = bytes -> replaced(bytes, "{}", "{ }");
        }, "no key that the rule names made it");
    }

    private void artifacts() {
        message("the bundle of another artifact", r -> r.signedDigest = Recipe.OTHER_ARTIFACT, "about another artifact");
        envelope("a statement about another artifact", r -> r.signedDigest = Recipe.OTHER_ARTIFACT,
                "its statement is about another artifact");
        simple("the payload of another artifact", r -> r.signedDigest = Recipe.OTHER_ARTIFACT, "about another artifact");
        message("the digest is changed after signing", r -> {
            r.signedDigest = Recipe.OTHER_ARTIFACT;
            r.entryDigest = Recipe.ARTIFACT.hex();
            r.bundle = json -> json.with("messageSignature", ((JsonObject) json.get("messageSignature").orElseThrow())
                    .with("messageDigest", JsonObject.empty().with("algorithm", new JsonString("SHA2_256"))
                            .with("digest", new JsonString(Workshop.base64(Sha256.of("manifest".getBytes(StandardCharsets.UTF_8)))))));
        }, "the key of its certificate did not make it");
        envelope("a statement that is changed after signing", r -> {
            r.afterSigning = bytes -> replaced(bytes, "\"predicate\":{}", "\"predicate\":{\"a\":1}");
        }, "its entry of the log is about another statement");
        envelope("a statement of another type", r -> r.statementType = "https://in-toto.io/Statement/v9", "unknown type");
        envelope("a list of vulnerabilities", r -> r.predicateType = "https://cosign.sigstore.dev/attestation/vuln/v1",
                "its statement says something else");
        envelope("another kind of payload", r -> r.payloadType = "text/plain", "no statement of in-toto");
        message("another digest algorithm", r -> r.bundle = json -> json.with("messageSignature",
                ((JsonObject) json.get("messageSignature").orElseThrow()).with("messageDigest", JsonObject.empty()
                        .with("algorithm", new JsonString("SHA2_512"))
                        .with("digest", new JsonString(Workshop.base64(new byte[32]))))), "of another kind than SHA-256");
    }

    private void certificates() {
        message("another key signed", r -> r.signingKey = Workshop.ec("secp256r1").getPrivate(),
                "the key of its certificate did not make it");
        message("an expired certificate", r -> r.end = Instant.parse("2026-03-01T12:00:01Z"), "its certificate was not valid");
        message("a certificate of the future", r -> r.begin = Instant.parse("2026-03-01T12:05:00Z"),
                "its certificate was not valid");
        message("another authority of the same name", r -> r.issuingKey = FOREIGN.intermediate.getPrivate(),
                "no authority that the trusted root names");
        message("a certificate that signed itself", r -> r.issuingKey = r.signer.getPrivate(),
                "no authority that the trusted root names");
        message("an authority that nobody knows", r -> r.issuingName = "unknown", "no authority that the trusted root names");
        message("an authority that came with the bundle", r -> {
            r.issuingKey = FOREIGN.intermediate.getPrivate();
            r.bundle = json -> material(json, all -> without(all, "certificate").with("x509CertificateChain",
                    JsonObject.empty().with("certificates", JsonArray.of(
                            ((JsonObject) all.get("certificate").orElseThrow()),
                            JsonObject.empty().with("rawBytes", new JsonString(Workshop.base64(FOREIGN.intermediateCertificate))),
                            JsonObject.empty().with("rawBytes", new JsonString(Workshop.base64(FOREIGN.rootCertificate)))))));
        }, "no authority that the trusted root names");
        message("a certificate for servers", r -> r.usage = "1.3.6.1.5.5.7.3.1", "not one for signing");
        message("a certificate for anything", r -> r.usage = "", "not one for signing");
        message("a certificate of an authority", r -> r.isAuthority = true, "not one for signing");
        message("no log of certificates", r -> r.hasTimestamps = false, "was in no log of certificates");
        message("another log of certificates", r -> r.timestampLog = FOREIGN.certificateLog, "no log of certificates");
        message("a timestamp of another version", r -> r.timestampVersion = 1, "no log of certificates");
        message("a timestamp from before the log", r -> r.timestampTime = Instant.parse("2020-01-01T00:00:00Z"),
                "no log of certificates");
        message("a certificate that ends too early", r -> r.certificate = der -> Arrays.copyOf(der, der.length - 9), "DER");
        message("bytes behind the certificate", r -> r.certificate = der -> Arrays.copyOf(der, der.length + 1), "DER");
        message("a bit of the certificate", r -> r.certificate = ForgeriesTest::turned, "authority");
        message("a long certificate", r -> r.certificate = _ -> new byte[1 << 20], "more than 65536 bytes");
        message("no certificate", r -> r.bundle = json -> material(json, all -> without(all, "certificate")),
                "does not have one certificate, or one key");
        message("a certificate and a key", r -> r.bundle = json -> material(json, all ->
                all.with("publicKey", JsonObject.empty().with("hint", new JsonString("a")))),
                "does not have one certificate, or one key");
        message("no trusted root", r -> r.trustedRoot = Optional.empty(), "names no 'trusted_root'");
        message("the trusted root of others", r -> r.trustedRoot = Optional.of(FOREIGN.trustedRoot(true)),
                "a log that the trusted root does not name");
        simple("another certificate in the annotation", r -> r.annotations.put("dev.sigstore.cosign/certificate",
                Workshop.pem("CERTIFICATE", new Recipe(WORKSHOP).certificate())), "the key of its certificate did not make it");
        simple("two certificates in the annotation", r -> r.annotations.put("dev.sigstore.cosign/certificate",
                Workshop.pem("CERTIFICATE", r.certificate()).repeat(2)), "is not one certificate");
    }

    private void identities() {
        String other = "https://github.com/evil/tools/.github/workflows/release.yml@refs/tags/v1";
        message("another subject", r -> r.subjectNames = Recipe.uri(other), "whom the rule does not name");
        message("a subject that ends alike", r -> r.subjectNames = Recipe.uri("https://evil.example/?" + Recipe.SUBJECT),
                "whom the rule does not name");
        message("a subject that begins alike", r -> r.subjectNames = Recipe.uri(Recipe.SUBJECT + "0"),
                "whom the rule does not name");
        message("a subject that lines up with a wildcard", r -> {
            r.signers = List.of(identity("https://github.com/acme/*", Recipe.ISSUER));
        }, "whom the rule does not name");
        message("a dot is a dot", r -> r.subjectNames = Recipe.uri(Recipe.SUBJECT.replace("release.yml", "release-yml")),
                "whom the rule does not name");
        message("another issuer", r -> {
            r.issuer = "https://evil.example";
            r.bareIssuer = "https://evil.example";
        }, "whom the rule does not name");
        message("two issuers", r -> r.bareIssuer = "https://evil.example", "two issuers");
        message("no issuer", r -> {
            r.issuer = "";
            r.bareIssuer = "";
        }, "who vouches");
        message("two subjects", r -> r.subjectNames = DerText.join(Recipe.uri(other), Recipe.uri(Recipe.SUBJECT)), "one URI");
        message("no subject", r -> r.subjectNames = new byte[0], "no valid certificate");
        message("a name of a server as subject", r -> r.subjectNames = DerText.value(0x82, "acme.example".getBytes(StandardCharsets.UTF_8)),
                "one URI");
        message("the rule names keys only", r -> r.signers = List.of(new Signer.Key("acme.pub",
                Workshop.publicPem(r.signer))), "names no identity");
        simple("another subject, older form", r -> r.subjectNames = Recipe.uri(other), "whom the rule does not name");
    }

    private void logs() {
        message("another log", r -> {
            r.log = FOREIGN.log;
            r.logId = Sha256.of(FOREIGN.log.getPublic().getEncoded());
        }, "a log that the trusted root does not name");
        message("another log under the name of ours", r -> r.log = FOREIGN.log, "did not sign its entry");
        message("another time", r -> r.statedTime = Instant.parse("2026-03-01T12:00:06Z"), "did not sign its entry");
        message("another index", r -> r.statedIndex = 42, "did not sign its entry");
        message("no promise", r -> r.hasPromise = false, "no signed time");
        message("no proof", r -> r.hasProof = false, "does not prove that its entry is in the log");
        message("another leaf", r -> r.statedLeaf = 2, "does not fit");
        message("a leaf behind the tree", r -> r.statedLeaf = 6, "not in the tree");
        message("a proof that is too short", r -> r.proof = hashes -> hashes.subList(1, hashes.size()), "proof");
        message("a proof that is too long", r -> r.proof = hashes -> {
            List<byte[]> more = new ArrayList<>(hashes);
            more.add(new byte[32]);
            more.add(new byte[32]);
            return more;
        }, "too long");
        message("a proof with another hash", r -> r.proof = hashes -> {
            List<byte[]> other = new ArrayList<>(hashes);
            other.set(0, new byte[32]);
            return other;
        }, "does not fit");
        message("a checkpoint by another key", r -> r.checkpointKey = FOREIGN.log, "did not sign its checkpoint");
        message("a checkpoint of a larger tree", r -> r.checkpoint = text -> text.replaceFirst("\n6\n", "\n7\n"),
                "about another tree");
        message("a checkpoint without signatures", r -> r.checkpoint = text -> text.substring(0, text.indexOf("\n\n") + 2),
                "did not sign its checkpoint");
        message("a checkpoint that is none", r -> r.checkpoint = _ -> "none", "no signed note");
        message("an entry about another message", r -> r.entryDigest = Recipe.OTHER_ARTIFACT.hex(), "about another message");
        message("an entry about another signature", r -> r.entrySignature = new byte[64], "about another signature");
        message("an entry about another certificate", r -> r.entryCertificate =
                Workshop.pem("CERTIFICATE", new Recipe(WORKSHOP).certificate()), "about another certificate");
        message("an entry about a key", r -> r.entryCertificate = Workshop.publicPem(r.signer), "about another certificate");
        message("an entry of another kind", r -> r.body = text -> text.replace("hashedrekord", "rekord"), "of the kind 'rekord");
        message("an entry of another version", r -> r.body = text -> text.replace("0.0.1", "0.0.3"), "0.0.3");
        message("an entry that is no JSON", r -> r.body = _ -> "none", "no JSON");
        envelope("an entry about another statement", r -> r.entryDigest = Recipe.OTHER_ARTIFACT.hex(), "about another statement");
        envelope("an entry about another signature of a statement", r -> r.entrySignature = new byte[64],
                "about another signature");
        envelope("an entry about a message for a statement", r -> r.body = text -> text.replace("\"dsse\"", "\"hashedrekord\""),
                "spec.data is missing");
        message("an entry about a statement for a message", r -> r.body = text -> text.replace("hashedrekord", "dsse"),
                "of the kind 'dsse");
        simple("no entry, older form", r -> r.missingAnnotations.add("dev.sigstore.cosign/bundle"), "no entry of a log");
        simple("another time, older form", r -> r.statedTime = Instant.parse("2026-03-01T12:00:06Z"), "did not sign its entry");
        simple("an entry of another payload, older form", r -> r.entryDigest = Digest.of(new byte[3]).hex(), "about another message");
        simple("an entry that is no JSON, older form", r -> r.annotations.put("dev.sigstore.cosign/bundle", "[1]"),
                "no JSON object");
        message("an entry from before the log counted", r -> {
            r.time = Instant.parse("2024-01-01T00:00:00Z");
            r.statedTime = r.time;
        }, "the key of the log did not count");
    }

    private void newer(String name, Consumer<Recipe> change, String sentence) {
        forge("rekor 2: " + name, recipe -> recipe.message(), recipe -> change.accept(recipe.rekor2()), sentence);
        forge("rekor 2, statement: " + name, recipe -> recipe.envelope(false), recipe -> change.accept(recipe.rekor2()),
                sentence.replace("another message", "another statement"));
    }

    private void newerLogs() {
        newer("no timestamp", r -> r.stamps.clear(), "no signed time, and it has no timestamp");
        newer("no proof", r -> r.hasProof = false, "does not prove that its entry is in the log");
        newer("a checkpoint by another key", r -> r.checkpointKey = FOREIGN.log2, "did not sign its checkpoint");
        newer("a log that nobody knows", r -> r.logId = FOREIGN.log2Name, "a log that the trusted root does not name");
        newer("the name of another log of ours", r -> r.logId = Sha256.of(WORKSHOP.log.getPublic().getEncoded()),
                "did not sign its checkpoint");
        newer("a proof with another hash", r -> r.proof = hashes -> {
            List<byte[]> other = new ArrayList<>(hashes);
            other.set(0, new byte[32]);
            return other;
        }, "does not fit");
        newer("another message", r -> r.entryDigest = Recipe.OTHER_ARTIFACT.hex(), "about another message");
        newer("another signature", r -> r.entrySignature = new byte[64], "about another signature");
        newer("another certificate", r -> r.entryCertificate =
                Workshop.pem("CERTIFICATE", new Recipe(WORKSHOP).certificate()), "about another certificate");
        newer("an entry about a key", r -> r.entryCertificate = Workshop.publicPem(r.signer), "about another certificate");
        newer("a digest of another kind", r -> r.body = text -> text.replace("SHA2_256\",", "SHA2_512\","), "about another message");
        newer("a time that nobody has signed", r -> {
            r.stamps.clear();
            r.bundle = json -> material(json, all -> all.with("tlogEntries", JsonArray.of(
                    ((JsonObject) ((JsonArray) all.get("tlogEntries").orElseThrow()).elements().getFirst())
                            .with("integratedTime", new JsonString("1772366405")))));
        }, "no signed time, and it has no timestamp");
    }

    private void stamp(String name, Consumer<Stamp> change, String sentence) {
        message("timestamp: " + name, r -> change.accept(r.rekor2().stamps.getFirst()), sentence);
        simple("timestamp: " + name, r -> {
            var stamp = new Stamp(r.workshop);
            change.accept(stamp);
            r.stamps.add(stamp);
        }, sentence);
    }

    private void timestamps() {
        stamp("of another signature", s -> s.seen = _ -> new byte[70], "of another signature");
        stamp("by another authority", s -> {
            s.key = FOREIGN.stamper.getPrivate();
            s.named = FOREIGN.stamperCertificate;
            s.certificate = FOREIGN.stamperCertificate;
        }, "no timestamp authority that the trusted root names");
        stamp("by another authority that came with it", s -> {
            s.key = FOREIGN.stamper.getPrivate();
            s.named = FOREIGN.stamperCertificate;
            s.certificate = FOREIGN.stamperCertificate;
            s.sendsCertificate = true;
        }, "no timestamp authority that the trusted root names");
        stamp("by another key under our certificate", s -> s.key = FOREIGN.stamper.getPrivate(),
                "did not sign its timestamp as it is here");
        stamp("signed by the root", s -> s.key = WORKSHOP.stampRoot.getPrivate(), "did not sign its timestamp as it is here");
        stamp("named to be of the root", s -> {
            s.key = WORKSHOP.stampRoot.getPrivate();
            s.named = WORKSHOP.stampRootCertificate;
        }, "no timestamp authority that the trusted root names");
        stamp("named to be of a signer's authority", s -> {
            s.key = WORKSHOP.intermediate.getPrivate();
            s.named = WORKSHOP.intermediateCertificate;
            s.certificate = WORKSHOP.intermediateCertificate;
            s.sendsCertificate = true;
        }, "no timestamp authority that the trusted root names");
        stampCertificate("for servers", WORKSHOP.stamper(WORKSHOP.stampRoot.getPrivate(), true, "1.3.6.1.5.5.7.3.1",
                Workshop.BEGIN, Workshop.END));
        stampCertificate("whose purpose may be passed over", WORKSHOP.stamper(WORKSHOP.stampRoot.getPrivate(), false,
                "1.3.6.1.5.5.7.3.8", Workshop.BEGIN, Workshop.END));
        stampCertificate("of somebody else", WORKSHOP.stamper(FOREIGN.stampRoot.getPrivate(), true, "1.3.6.1.5.5.7.3.8",
                Workshop.BEGIN, Workshop.END));
        stampCertificate("that is not valid any more", WORKSHOP.stamper(WORKSHOP.stampRoot.getPrivate(), true,
                "1.3.6.1.5.5.7.3.8", Workshop.BEGIN, Instant.parse("2026-01-01T00:00:00Z")));
        stamp("that names no certificate", s -> s.namesCertificate = false, "does not say whose it is");
        stamp("with another time after signing", s -> s.afterDigest = info -> replacedTime(info),
                "has signed something else than its timestamp");
        stamp("with other attributes after signing", s -> s.afterSigning = attributes -> turned(attributes), "timestamp");
        stamp("about something else", s -> s.attributeType = "1.2.840.113549.1.7.1", "something else than its timestamp");
        stamp("that holds something else", s -> s.contentType = "1.2.840.113549.1.7.1", "form that it should have");
        stamp("with two signers", s -> s.signers = 2, "form that it should have");
        stamp("with no signer", s -> s.signers = 0, "form that it should have");
        stamp("that was refused", s -> s.status = 2, "was not granted");
        stamp("with SHA-1", s -> {
            s.digest = "1.3.14.3.2.26";
            s.digestName = "SHA-1";
        }, "of another kind than SHA-256");
        stamp("with a time that is none", s -> s.statedTime = _ -> DerText.value(0x18, "20261332250000Z"
                .getBytes(StandardCharsets.US_ASCII)), "is none");
        stamp("with a time of another place", s -> s.statedTime = _ -> DerText.value(0x18, "20260301120006+0100"
                .getBytes(StandardCharsets.US_ASCII)), "is none");
        stamp("that ends too early", s -> s.response = der -> Arrays.copyOf(der, der.length - 5), "no DER");
        stamp("with bytes behind it", s -> s.response = der -> Arrays.copyOf(der, der.length + 1), "DER");
        stamp("that is long", s -> s.response = _ -> new byte[(64 << 10) + 3], "more than 65536 bytes");
        stamp("that is deep", s -> s.response = _ -> nested(5_000), "form that it should have");
        stamp("from before the certificate", s -> s.time = Instant.parse("2026-03-01T11:59:59Z"), "its certificate was not valid");
        stamp("from after the certificate", s -> s.time = Instant.parse("2026-03-01T12:10:01Z"), "its certificate was not valid");
        message("timestamp: one of two is too late", r -> {
            var late = new Stamp(r.rekor2().workshop);
            late.time = Instant.parse("2026-03-01T13:00:00Z");
            r.stamps.add(late);
        }, "its certificate was not valid");
        message("timestamp: one of two is another's", r -> {
            var other = new Stamp(r.rekor2().workshop);
            other.key = FOREIGN.stamper.getPrivate();
            r.stamps.add(other);
        }, "did not sign its timestamp");
        message("timestamp: very many", r -> {
            r.rekor2();
            for (int i = 0; i < 8; i++) {
                r.stamps.add(new Stamp(r.workshop));
            }
        }, "more than 8 elements");
        message("timestamp: from when the authority did not count, and another did", r -> r.rekor2().trustedRoot = Optional.of(
                WORKSHOP.trustedRootWithTimestamps(WORKSHOP.timestampAuthority(Workshop.BEGIN, Instant.parse("2026-02-01T00:00:00Z"))
                        + ", " + FOREIGN.timestampAuthority(Workshop.BEGIN, Workshop.END))),
                "no timestamp authority that the trusted root names");
        message("timestamp: no authority is named", r -> r.rekor2().trustedRoot = Optional.of(
                WORKSHOP.trustedRootWithTimestamps("")), "no signed time, and it has no timestamp");
        message("timestamp: no entry, though logs are named", r -> r.rekor2().bundle = json ->
                material(json, all -> without(all, "tlogEntries")), "no entry of a log");
        simple("timestamp: no entry, though logs are named, older form", r -> {
            r.stamps.add(new Stamp(r.workshop));
            r.missingAnnotations.add("dev.sigstore.cosign/bundle");
        }, "no entry of a log");
        message("timestamp: from before the log", r -> r.rekor2().trustedRoot = Optional.of(
                WORKSHOP.trustedRootWithLogsFrom(Instant.parse("2026-04-01T00:00:00Z"))), "when the key of the log did not count");
    }

    private static byte[] replacedTime(byte[] info) {
        return new String(info, StandardCharsets.ISO_8859_1).replace("20260301120006Z", "20260301120007Z")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] nested(int depth) {
        byte[] inner = new byte[0];
        for (int i = 0; i < depth; i++) {
            inner = DerText.sequence(inner);
        }
        return inner;
    }

    private void stampCertificate(String name, byte[] certificate) {
        stamp("by a certificate " + name, s -> {
            s.certificate = certificate;
            s.named = certificate;
            s.sendsCertificate = true;
        }, "no timestamp authority that the trusted root names");
    }

    private void forms() {
        message("a version that nobody knows", r -> r.mediaType = "application/vnd.dev.sigstore.bundle.v0.4+json",
                "of another version");
        message("no signature", r -> r.bundle = json -> without(json, "messageSignature"), "does not have one signature");
        message("two forms of signature", r -> r.bundle = json -> json.with("dsseEnvelope", JsonObject.empty()),
                "does not have one signature");
        message("no material", r -> r.bundle = json -> without(json, "verificationMaterial"),
                "verificationMaterial is missing");
        message("no entries", r -> r.bundle = json -> material(json, all -> without(all, "tlogEntries")), "no entry of a log");
        message("very many entries", r -> r.bundle = json -> material(json, all -> all.with("tlogEntries",
                new JsonArray(java.util.Collections.<JsonValue>nCopies(9, JsonObject.empty())))), "more than 8 elements");
        message("a second entry that is wrong", r -> r.bundle = json -> material(json, all -> {
            JsonValue first = ((JsonArray) all.get("tlogEntries").orElseThrow()).elements().getFirst();
            return all.with("tlogEntries", JsonArray.of(first, ((JsonObject) first).with("logIndex", new JsonString("7"))));
        }), "did not sign its entry");
        forge("no JSON", _ -> new SignatureMaterial.SigstoreBundle("{".getBytes(StandardCharsets.UTF_8)), _ -> {}, "no JSON");
        forge("a long bundle", _ -> new SignatureMaterial.SigstoreBundle(new byte[(4 << 20) + 1]), _ -> {}, "more than");
        forge("a deep bundle", _ -> new SignatureMaterial.SigstoreBundle("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)),
                _ -> {}, "no JSON");
        envelope("two signatures", r -> r.bundle = json -> {
            JsonObject envelope = (JsonObject) json.get("dsseEnvelope").orElseThrow();
            JsonValue one = ((JsonArray) envelope.get("signatures").orElseThrow()).elements().getFirst();
            return json.with("dsseEnvelope", envelope.with("signatures", JsonArray.of(one, one)));
        }, "does not have one signature");
    }
}
