package dev.wassette.signature.sigstore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.SignatureMaterial;
import dev.wassette.application.port.out.SignatureVerifier.Signed;
import dev.wassette.domain.Digest;
import dev.wassette.domain.trust.Finding.Right;
import dev.wassette.domain.trust.Finding.Wrong;
import dev.wassette.domain.trust.Finding;
import dev.wassette.domain.trust.Signer;
import dev.wassette.domain.trust.TextPattern;
import dev.wassette.remote.testkit.signature.DerText;
import dev.wassette.remote.testkit.signature.Recipe;
import dev.wassette.remote.testkit.signature.Stamp;
import dev.wassette.remote.testkit.signature.Workshop;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is signed as it should be counts. What is not is in [ForgeriesTest].
class SigstoreVerifierTest {
    private final Workshop workshop = new Workshop();
    private final Recipe recipe = new Recipe(workshop);

    private Finding verify(SignatureMaterial material) {
        return new SigstoreVerifier().verify(material, recipe.signed, recipe.expected());
    }

    private void assertRight(SignatureMaterial material) {
        assertEquals(new Right("'" + Recipe.SUBJECT + "' by '" + Recipe.ISSUER + "'"), verify(material));
    }

    @Test
    void acceptsABundleOverTheArtifact() {
        assertRight(recipe.message());
    }

    @Test
    void acceptsABundleOverAStatementInEachKindOfEntry() {
        assertRight(recipe.envelope(false));
        assertRight(recipe.envelope(true));
        assertRight(recipe.hashedEnvelope());
    }

    @Test
    void acceptsCosignsOlderFormWithACertificate() {
        assertRight(recipe.simple());
    }

    @Test
    void acceptsAFirstVersionWithAPromiseAlone() {
        recipe.mediaType = "application/vnd.dev.sigstore.bundle+json;version=0.1";
        recipe.hasProof = false;
        assertRight(recipe.message());
    }

    @Test
    void acceptsTheOlderNamesOfTheNewerVersions() {
        for (String version : List.of("0.2", "0.3")) {
            recipe.mediaType = "application/vnd.dev.sigstore.bundle+json;version=" + version;
            assertRight(recipe.message());
        }
    }

    @Test
    void acceptsNewerLogsWithATimestamp() {
        recipe.rekor2();
        assertRight(recipe.message());
        assertRight(recipe.envelope(false));
        assertRight(recipe.hashedEnvelope());
        recipe.stamps.add(new Stamp(workshop));
        assertRight(recipe.message());
    }

    @Test
    void acceptsTimestampsInEachForm() {
        Stamp stamp = recipe.rekor2().stamps.getFirst();
        stamp.sendsCertificate = true;
        assertRight(recipe.message());
        stamp.statedTime = _ -> DerText.value(0x18, "20260301120006.123Z".getBytes(StandardCharsets.US_ASCII));
        assertRight(recipe.message());
        stamp.status = 1;
        stamp.digest = "2.16.840.1.101.3.4.2.3";
        stamp.digestName = "SHA-512";
        assertRight(recipe.message());
    }

    @Test
    void acceptsATimestampBesideAPromise() {
        recipe.stamps.add(new Stamp(workshop));
        assertRight(recipe.message());
        assertRight(recipe.simple());
        recipe.trustedRoot = Optional.of(workshop.trustedRootWithTimestamps(""));
        assertRight(recipe.message());
    }

    @Test
    void asksForNoLogWhereTheRootNamesNone() {
        recipe.trustedRoot = Optional.of(workshop.trustedRootWithoutLogs());
        recipe.stamps.add(new Stamp(workshop));
        recipe.missingAnnotations.add("dev.sigstore.cosign/bundle");
        assertRight(recipe.simple());
        recipe.stamps.clear();
        assertInstanceOf(Wrong.class, verify(recipe.simple()));
    }

    @Test
    void noBitOfATimestampCanBeTurned() {
        Stamp stamp = recipe.rekor2().stamps.getFirst();
        int length = stamp.response(new byte[70]).length;
        // Of the length of signatures: it differs from one to the next.
        for (int at = 0; at < length - 8; at += 3) {
            int turned = at;
            stamp.response = der -> {
                byte[] other = der.clone();
                other[turned] ^= (byte) (1 << turned % 8);
                return other;
            };
            Finding found = verify(recipe.message());
            assertTrue(found instanceof Wrong || !isSigned(stamp, turned), () -> "at " + turned + ": " + found);
        }
    }

    /// What the authority says, and its signature, which is the end. The version numbers around, the set of digest algorithms and
    /// the second name of the signer mean nothing.
    private static boolean isSigned(Stamp stamp, int at) {
        stamp.response = der -> der;
        byte[] whole = stamp.response(new byte[70]);
        int time = new String(whole, StandardCharsets.ISO_8859_1).indexOf("20260301120006Z");
        return at > time - 60 && at < time + 20 || at > whole.length - 90;
    }

    @Test
    void acceptsAnEMailAddressAndAnOlderIssuer() {
        recipe.subjectNames = Recipe.email("dev@acme.example");
        recipe.issuer = "";
        recipe.bareIssuer = "https://accounts.example";
        recipe.signers = List.of(new Signer.Identity(new TextPattern("*@acme.example"), "https://accounts.example"));
        assertEquals(new Right("'dev@acme.example' by 'https://accounts.example'"), verify(recipe.message()));
    }

    @Test
    void acceptsProvenanceOfABuild() {
        recipe.predicateType = "https://slsa.dev/provenance/v1";
        assertRight(recipe.envelope(false));
    }

    @Test
    void acceptsASignatureOfAnIndexThatLedToTheManifest() {
        recipe.signed = new Signed(Recipe.REPOSITORY, Set.of(Digest.of(new byte[1]), Recipe.ARTIFACT));
        assertRight(recipe.message());
    }

    @Test
    void asksForNoLogOfCertificatesWhereTheRootNamesNone() {
        recipe.trustedRoot = Optional.of(workshop.trustedRoot(false));
        recipe.hasTimestamps = false;
        assertRight(recipe.message());
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "2, 1", "3, 2", "5, 4", "6, 5", "7, 0", "8, 7", "9, 8", "13, 12", "17, 9"})
    void acceptsProofsOfTreesOfAnySize(int size, int leaf) {
        recipe.treeSize = size;
        recipe.leaf = leaf;
        recipe.statedLeaf = leaf;
        assertRight(recipe.message());
    }

    private void assertKey(KeyPair keys, String algorithm) {
        recipe.signingKey = keys.getPrivate();
        recipe.signers = List.of(new Signer.Key("other.pub", Workshop.publicPem(Workshop.ec("secp256r1"))),
                new Signer.Key("acme.pub", Workshop.publicPem(keys)));
        assertEquals(new Right("key acme.pub"), verify(recipe.simpleByKey(algorithm)));
    }

    @Test
    void acceptsKeysOfEachKind() {
        assertKey(Workshop.ec("secp256r1"), "SHA256withECDSA");
        assertKey(Workshop.ec("secp384r1"), "SHA256withECDSA");
        assertKey(Workshop.ec("secp384r1"), "SHA384withECDSA");
        assertKey(Workshop.pair("Ed25519", 0), "Ed25519");
        assertKey(Workshop.pair("RSA", 2048), "SHA256withRSA");
    }

    @Test
    void acceptsABundleWithAKey() {
        recipe.signers = List.of(new Signer.Key("acme.pub", Workshop.publicPem(recipe.signer)));
        assertEquals(new Right("key acme.pub"), verify(recipe.envelopeByKey()));
    }

    @Test
    void acceptsTheNameAndTagOfTheSameRepository() {
        recipe.signers = List.of(new Signer.Key("acme.pub", Workshop.publicPem(recipe.signer)));
        recipe.signedRepository = "index.docker.io/acme/tool:1.0";
        recipe.signed = new Signed("docker.io/acme/tool", Set.of(Recipe.ARTIFACT));
        assertInstanceOf(Right.class, verify(recipe.simpleByKey("SHA256withECDSA")));
    }

    /// Whatever one bit of a signature is turned into, nothing else than a refusal comes of it.
    @Test
    void noBitOfABundleCanBeTurned() {
        byte[] json = recipe.envelope(false).json();
        long accepted = Stream.iterate(0, at -> at < json.length, at -> at + 7).filter(at -> {
            byte[] turned = json.clone();
            turned[at] ^= (byte) (1 << at % 7);
            return verify(new SignatureMaterial.SigstoreBundle(turned)) instanceof Right && isMeaningful(json, turned, at);
        }).count();
        assertEquals(0, accepted);
    }

    /// The hint at the key in the checkpoint, members without a meaning and unused bits of Base64 may differ.
    private static boolean isMeaningful(byte[] before, byte[] after, int at) {
        String text = new String(before, StandardCharsets.UTF_8);
        String member = text.substring(0, at);
        int name = Math.max(member.lastIndexOf("\":"), 0);
        return Stream.of("keyid", "checkpoint", "envelope").noneMatch(free -> member.substring(Math.max(0, name - 12)).contains(free))
                && after[at] != '=' && before[at] != '=' && (at + 1 >= before.length || before[at + 1] != '=' && before[at + 1] != '"');
    }

    @Test
    void truncatedBytesAreRefused() {
        byte[] json = recipe.message().json();
        for (int length = 0; length < json.length; length += 11) {
            byte[] part = java.util.Arrays.copyOf(json, length);
            assertInstanceOf(Wrong.class, verify(new SignatureMaterial.SigstoreBundle(part)));
        }
    }

    @Test
    void everyTruncatedCertificateIsRefused() {
        byte[] whole = recipe.certificate();
        for (int length = 0; length < whole.length; length += 5) {
            int cut = length;
            recipe.certificate = der -> java.util.Arrays.copyOf(der, cut);
            assertInstanceOf(Wrong.class, verify(recipe.message()));
        }
    }

    @Test
    void saysWhatIsWrongWithKeysAndRoots() {
        assertEquals(Optional.empty(), SigstoreVerifier.fault(new Signer.Key("a.pub", Workshop.publicPem(recipe.signer))));
        assertTrue(SigstoreVerifier.fault(new Signer.Key("a.pub", "secret")).orElseThrow().startsWith("a.pub is no public key"));
        assertEquals(Optional.empty(), SigstoreVerifier.fault(workshop.trustedRoot(true)));
        assertTrue(SigstoreVerifier.fault("[]").orElseThrow().contains("no JSON object"));
    }
}
