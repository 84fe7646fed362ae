package dev.wassette.loader.oci;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.json.JsonValue.JsonString;
import dev.wassette.application.port.out.Artifact;
import dev.wassette.application.port.out.ComponentPublisher.NotPublished;
import dev.wassette.application.port.out.ComponentPublisher.Parts;
import dev.wassette.application.port.out.ComponentPublisher.Published;
import dev.wassette.application.port.out.ComponentSource.Fetch;
import dev.wassette.application.port.out.ComponentSource.Fetched;
import dev.wassette.application.port.out.ComponentSource.Progress;
import dev.wassette.application.port.out.ComponentSource.Unavailable;
import dev.wassette.application.port.out.ComponentSource.Wanted;
import dev.wassette.application.port.out.RegistryCredentials.Password;
import dev.wassette.application.port.out.RegistryCredentials;
import dev.wassette.application.port.out.SignatureMaterial.SigstoreBundle;
import dev.wassette.application.port.out.SignatureMaterial.SimpleSigning;
import dev.wassette.application.port.out.SignatureMaterial;
import dev.wassette.domain.Digest;
import dev.wassette.loader.http.transfer.Hosts;
import dev.wassette.loader.http.transfer.HttpTransfer;
import dev.wassette.loader.http.transfer.Patience;
import dev.wassette.remote.testkit.BadLine;
import dev.wassette.remote.testkit.MapCache;
import dev.wassette.remote.testkit.TestRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real registry, and with a real client beside ours.
class RegistryTest {
    private static final byte[] COMPONENT = "a loader does not look into it".getBytes(StandardCharsets.UTF_8);
    private static final String POLICY = "version: '1.0'\npermissions: {}\n";
    private static final Parts PARTS = new Parts(COMPONENT, List.of("wasi:clocks/wall-clock@0.2.3"), List.of("local:t/time"),
            Optional.of(POLICY), Map.of("org.opencontainers.image.description", "Tells the time"));

    @TempDir
    Path folder;

    private final MapCache cache = new MapCache();

    private static SSLContext usual() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpTransfer transfer(HttpTransfer.Trust trust) {
        return new HttpTransfer(trust, Hosts::isLoopback, Patience.usual());
    }

    private OciComponentSource source(HttpTransfer.Trust trust, RegistryCredentials credentials) {
        return new OciComponentSource(transfer(trust), Hosts::isLoopback, credentials, cache, _ -> false);
    }

    private OciComponentSource source() {
        return source(RegistryTest::usual, Passwords.NONE);
    }

    private static OciPublisher publisher(RegistryCredentials credentials) {
        return new OciPublisher(transfer(RegistryTest::usual), Hosts::isLoopback, credentials, () -> Instant.EPOCH);
    }

    private static Published push(TestRegistry registry, String name, Parts parts) {
        return assertInstanceOf(Published.class,
                publisher(Passwords.NONE).publish("oci://" + registry.host() + "/" + name, parts, Progress.NONE));
    }

    private static Author author(TestRegistry registry, String repository) throws OciReference.Malformed {
        return new Author(new RegistryClient(transfer(RegistryTest::usual), Passwords.NONE, Hosts::isLoopback),
                OciReference.parse(registry.host() + "/" + repository));
    }

    private static Fetched fetched(Fetch fetch) {
        return assertInstanceOf(Fetched.class, fetch);
    }

    private static void assertUnavailable(String part, Fetch fetch) {
        String reason = assertInstanceOf(Unavailable.class, fetch).reason();
        assertTrue(reason.contains(part), reason);
    }

    @Test
    void whatIsPushedIsPulled() throws Exception {
        try (var registry = TestRegistry.open(folder)) {
            Published published = push(registry, "some/tool:1.0", PARTS);
            String reference = "oci://" + registry.host() + "/some/tool:1.0";
            assertEquals(reference + "@" + published.manifest(), published.reference());
            Fetched fetched = fetched(source().fetch(new Wanted(reference)));
            assertArrayEquals(COMPONENT, fetched.bytes());
            assertEquals("some_tool", fetched.id().value());
            assertEquals(reference, fetched.origin());
            assertEquals(Optional.of(POLICY), fetched.policy());
            assertEquals(List.of(), fetched.warnings());
            Artifact artifact = fetched.artifact().orElseThrow();
            assertEquals(registry.host() + "/some/tool", artifact.repository());
            assertEquals(Optional.of("1.0"), artifact.tag());
            assertEquals(published.manifest(), artifact.manifest());
            assertEquals(List.of(), artifact.signatures().fetch());
        }
    }

    @Test
    void aLargeComponentIsPushedInPieces() throws Exception {
        byte[] large = new byte[OciLimits.MAX_PIECE_BYTES + 12_345];
        new Random(1).nextBytes(large);
        try (var registry = TestRegistry.open(folder)) {
            push(registry, "large:1", new Parts(large, List.of(), List.of(), Optional.empty(), Map.of()));
            Fetched fetched = fetched(source().fetch(new Wanted("oci://" + registry.host() + "/large:1")));
            assertArrayEquals(large, fetched.bytes());
        }
    }

    @Test
    void aKnownDigestNeedsNoRegistry() throws Exception {
        try (var registry = TestRegistry.open(folder)) {
            Published published = push(registry, "tool:1", PARTS);
            fetched(source().fetch(new Wanted("oci://" + registry.host() + "/tool:1")));
            registry.stop();
            Fetched again = fetched(source().fetch(new Wanted("oci://" + registry.host() + "/tool@" + published.manifest())));
            assertArrayEquals(COMPONENT, again.bytes());
            assertEquals(List.of(), again.warnings());
        }
    }

    @Test
    void aTagThatCannotBeAskedForIsWhatItWasBeforeAndThatIsSaid() throws Exception {
        try (var registry = TestRegistry.open(folder)) {
            push(registry, "tool:1", PARTS);
            fetched(source().fetch(new Wanted("oci://" + registry.host() + "/tool:1")));
            registry.stop();
            Fetched again = fetched(source().fetch(new Wanted("oci://" + registry.host() + "/tool:1")));
            assertArrayEquals(COMPONENT, again.bytes());
            assertTrue(again.warnings().getFirst().contains("there is no connection to " + registry.host()), again::toString);
            assertUnavailable("there is no connection to",
                    source().fetch(new Wanted("oci://" + registry.host() + "/tool:2")));
        }
    }

    @Test
    void aComponentWhoseDigestIsNamedIsNotFetchedIfItIsAnotherOne() throws Exception {
        try (var registry = TestRegistry.open(folder)) {
            push(registry, "tool:1", PARTS);
            Digest other = Digest.of(new byte[0]);
            assertUnavailable("Digest verification failed! Expected: " + other + ", Got: " + Digest.of(COMPONENT),
                    source().fetch(new Wanted("oci://" + registry.host() + "/tool:1", Optional.of(other), Progress.NONE)));
            assertTrue(cache.find(Digest.of(COMPONENT)).isEmpty(), "it was fetched all the same");
            fetched(source().fetch(new Wanted("oci://" + registry.host() + "/tool:1", Optional.of(Digest.of(COMPONENT)),
                    Progress.NONE)));
        }
    }

    @Test
    void skopeoReadsWhatWePush() throws Exception {
        String skopeo = TestRegistry.program("skopeo").toString();
        try (var registry = TestRegistry.open(folder)) {
            Published published = push(registry, "tool:1", PARTS);
            Path copy = folder.resolve("copy");
            TestRegistry.run(List.of(skopeo, "copy", "--src-tls-verify=false", "docker://" + registry.host() + "/tool:1",
                    "dir:" + copy));
            assertEquals(published.manifest(), Digest.of(Files.readAllBytes(copy.resolve("manifest.json"))));
            assertArrayEquals(COMPONENT, Files.readAllBytes(copy.resolve(Digest.of(COMPONENT).hex())));
        }
    }

    @Test
    void weReadWhatSkopeoPushes() throws Exception {
        String skopeo = TestRegistry.program("skopeo").toString();
        try (var registry = TestRegistry.open(folder)) {
            push(registry, "tool:1", PARTS);
            TestRegistry.run(List.of(skopeo, "copy", "--src-tls-verify=false", "docker://" + registry.host() + "/tool:1",
                    "dir:" + folder.resolve("copy")));
            TestRegistry.run(List.of(skopeo, "copy", "--dest-tls-verify=false", "dir:" + folder.resolve("copy"),
                    "docker://" + registry.host() + "/by/skopeo:2"));
            Fetched fetched = fetched(source().fetch(new Wanted("oci://" + registry.host() + "/by/skopeo:2")));
            assertArrayEquals(COMPONENT, fetched.bytes());
            assertEquals(Optional.of(POLICY), fetched.policy());
        }
    }

    @Test
    void aPasswordOpensTheRegistryAndAnotherOneDoesNot() throws Exception {
        try (var registry = TestRegistry.withPassword(folder)) {
            String reference = "oci://" + registry.host() + "/tool:1";
            Passwords right = Passwords.of(registry.host(), "me", "secret");
            Passwords wrong = Passwords.of(registry.host(), "me", "wrong");
            String refused = assertInstanceOf(NotPublished.class, publisher(Passwords.NONE).publish(reference, PARTS, Progress.NONE))
                    .reason();
            assertTrue(refused.contains("'wassette registry login " + registry.host() + "'"), refused);
            assertInstanceOf(NotPublished.class, publisher(wrong).publish(reference, PARTS, Progress.NONE));
            assertInstanceOf(Published.class, publisher(right).publish(reference, PARTS, Progress.NONE));
            assertUnavailable("does not allow it", source().fetch(new Wanted(reference)));
            assertUnavailable("does not allow it", source(RegistryTest::usual, wrong).fetch(new Wanted(reference)));
            assertArrayEquals(COMPONENT, fetched(source(RegistryTest::usual, right).fetch(new Wanted(reference))).bytes());
            assertEquals(Optional.empty(), publisher(Passwords.NONE).refusal(registry.host(), new Password("me", "secret")));
            assertTrue(publisher(Passwords.NONE).refusal(registry.host(), new Password("me", "wrong")).isPresent());
        }
    }

    @Test
    void anAuthorityOfOnesOwnIsTrustedOnceItIsNamed() throws Exception {
        Path certificate = folder.resolve("server.pem");
        Path key = folder.resolve("server.key");
        TestRegistry.run(List.of(TestRegistry.program("openssl").toString(), "req", "-x509", "-newkey", "ec", "-pkeyopt",
                "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key.toString(), "-out", certificate.toString(), "-days", "2",
                "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1"));
        try (var registry = TestRegistry.withTls(folder, certificate, key)) {
            String reference = "oci://" + registry.host() + "/tool:1";
            var publisher = new OciPublisher(transfer(() -> trusting(certificate)), Hosts::isLoopback, Passwords.NONE,
                    () -> Instant.EPOCH);
            assertInstanceOf(Published.class, publisher.publish(reference, PARTS, Progress.NONE));
            assertUnavailable("TLS with " + registry.host() + " fails", source().fetch(new Wanted(reference)));
            assertArrayEquals(COMPONENT,
                    fetched(source(() -> trusting(certificate), Passwords.NONE).fetch(new Wanted(reference))).bytes());
        }
    }

    private static SSLContext trusting(Path certificate) throws IOException {
        try (InputStream in = Files.newInputStream(certificate)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("test", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void findsTheComponentAmongOtherLayersAndUsesNoTitleAsAPath() throws Exception {
        try (var registry = TestRegistry.open(folder)) {
            Author author = author(registry, "many");
            Map<String, String> title = Map.of("org.opencontainers.image.title", "../../../../tmp/escaped.wasm");
            Descriptor text = author.blob("text/plain", "read me".getBytes(StandardCharsets.UTF_8), title);
            Descriptor wasm = author.blob("application/vnd.wasm.component.v1", COMPONENT, title);
            Descriptor policy = author.blob("text/yaml", POLICY.getBytes(StandardCharsets.UTF_8), Map.of());
            Descriptor config = author.blob("application/vnd.oci.empty.v1+json", "{}".getBytes(StandardCharsets.UTF_8), Map.of());
            author.manifest("1", Author.image(config, text, policy, wasm));
            Fetched fetched = fetched(source().fetch(new Wanted("oci://" + registry.host() + "/many:1")));
            assertArrayEquals(COMPONENT, fetched.bytes());
            assertEquals(Optional.of(POLICY), fetched.policy());
            assertTrue(cache.find(text.digest()).isEmpty(), "what nobody needs was fetched");
        }
    }

    @Test
    void saysWhatDoesNotFitInTheConfiguration() throws Exception {
        try (var registry = TestRegistry.open(folder)) {
            Author author = author(registry, "odd");
            Descriptor wasm = author.blob(WasmLayers.WASM, COMPONENT, Map.of());
            Descriptor config = author.blob(WasmLayers.CONFIG,
                    "{\"architecture\":\"amd64\",\"os\":\"linux\",\"layerDigests\":[]}".getBytes(StandardCharsets.UTF_8), Map.of());
            author.manifest("1", Author.image(config, wasm));
            List<String> warnings = fetched(source().fetch(new Wanted("oci://" + registry.host() + "/odd:1"))).warnings();
            assertEquals(3, warnings.size(), warnings::toString);
            assertTrue(warnings.getFirst().contains("'amd64'"), warnings::toString);
        }
    }

    @Test
    void anImageIsNoComponent() throws Exception {
        try (var registry = TestRegistry.open(folder)) {
            Author author = author(registry, "image");
            Descriptor layer = author.blob("application/vnd.oci.image.layer.v1.tar+gzip", COMPONENT, Map.of());
            Descriptor config = author.blob("application/vnd.oci.image.config.v1+json", "{}".getBytes(StandardCharsets.UTF_8),
                    Map.of());
            author.manifest("1", Author.image(config, layer));
            author.manifest("none", Author.image(config));
            assertUnavailable("No WASM layer found in OCI artifact: its layers are "
                    + "'application/vnd.oci.image.layer.v1.tar+gzip'", source().fetch(new Wanted("oci://" + registry.host() + "/image:1")));
            assertUnavailable("No WASM layer found in OCI artifact: it has no layers",
                    source().fetch(new Wanted("oci://" + registry.host() + "/image:none")));
            assertUnavailable("has no '2' of image", source().fetch(new Wanted("oci://" + registry.host() + "/image:2")));
        }
    }

    private static JsonObject on(Descriptor manifest, String architecture, String os) {
        return manifest.json().with("platform", JsonObject.empty().with("architecture", new JsonString(architecture))
                .with("os", new JsonString(os)));
    }

    private static Parts large() {
        byte[] large = new byte[1 << 20];
        new Random(3).nextBytes(large);
        return new Parts(large, List.of(), List.of(), Optional.empty(), Map.of());
    }

    private static int port(TestRegistry registry) {
        return Integer.parseInt(registry.host().substring(registry.host().indexOf(':') + 1));
    }

    @Test
    void aLineThatDropsAndDelaysBringsTheWholeAllTheSame() throws Exception {
        try (var registry = TestRegistry.open(folder); var line = new BadLine(port(registry), (connection, before, _, length) -> {
            Thread.sleep(1);
            return connection < 4 && before + length > 400_000 ? 0 : length;
        })) {
            push(registry, "large:1", large());
            assertArrayEquals(large().component(),
                    fetched(source().fetch(new Wanted("oci://" + line.host() + "/large:1"))).bytes());
        }
    }

    @Test
    void aLineThatChangesAByteBringsNothing() throws Exception {
        try (var registry = TestRegistry.open(folder); var line = new BadLine(port(registry), (_, before, piece, length) -> {
            if (before > 100_000) {
                piece[0]++;
            }
            return length;
        })) {
            push(registry, "large:1", large());
            assertUnavailable("Digest verification failed!", source().fetch(new Wanted("oci://" + line.host() + "/large:1")));
            assertTrue(cache.find(Digest.of(large().component())).isEmpty());
        }
    }

    @Test
    void aLineThatAlwaysBreaksIsGivenUp() throws Exception {
        try (var registry = TestRegistry.open(folder); var line = new BadLine(port(registry),
                (_, before, _, length) -> before + length > 5_000 ? 0 : length)) {
            push(registry, "large:1", large());
            assertUnavailable("the connection broke", source().fetch(new Wanted("oci://" + line.host() + "/large:1")));
        }
    }

    @Test
    void aLineThatBreaksBeforeItIsKnownWhetherThereIsTlsIsTriedAgain() throws Exception {
        try (var registry = TestRegistry.open(folder); var line = new BadLine(port(registry),
                (connection, _, _, length) -> connection == 1 ? 0 : length)) {
            var author = new Author(new RegistryClient(transfer(RegistryTest::usual), Passwords.NONE, Hosts::isLoopback),
                    OciReference.parse(line.host() + "/begun"));
            assertEquals(Digest.of(COMPONENT), author.blob(WasmLayers.WASM, COMPONENT, Map.of()).digest());
        }
    }

    @Test
    void anIndexLeadsToWhatIsForWasm() throws Exception {
        try (var registry = TestRegistry.open(folder)) {
            Author author = author(registry, "indexed");
            Descriptor wasm = author.blob(WasmLayers.WASM, COMPONENT, Map.of());
            Descriptor config = author.blob("application/vnd.oci.empty.v1+json", "{}".getBytes(StandardCharsets.UTF_8), Map.of());
            Descriptor ours = author.manifest("wasm", Author.image(config, wasm));
            Descriptor linux = author.manifest("linux", Author.image(config));
            Descriptor index = author.manifest("1",
                    Author.index(on(linux, "amd64", "linux"), on(ours, "wasm", "wasip2")));
            author.manifest("linuxes", Author.index(on(linux, "amd64", "linux"), on(linux, "arm64", "linux")));
            Fetched fetched = fetched(source().fetch(new Wanted("oci://" + registry.host() + "/indexed:1")));
            assertArrayEquals(COMPONENT, fetched.bytes());
            Artifact artifact = fetched.artifact().orElseThrow();
            assertEquals(ours.digest(), artifact.manifest());
            assertEquals(List.of(index.digest()), artifact.indexes());
            assertUnavailable("none of them for 'wasm'", source().fetch(new Wanted("oci://" + registry.host() + "/indexed:linuxes")));
        }
    }

    @Test
    void findsWhatIsAttachedByTagAndAsReferrer() throws Exception {
        try (var registry = TestRegistry.open(folder)) {
            Published published = push(registry, "signed:1", PARTS);
            Author author = author(registry, "signed");
            byte[] payload = "{\"critical\":{}}".getBytes(StandardCharsets.UTF_8);
            Descriptor config = author.blob("application/vnd.oci.empty.v1+json", "{}".getBytes(StandardCharsets.UTF_8), Map.of());
            Descriptor simple = author.blob("application/vnd.dev.cosign.simplesigning.v1+json", payload,
                    Map.of("dev.cosignproject.cosign/signature", "MEUC"));
            author.manifest("sha256-" + published.manifest().hex() + ".sig", Author.image(config, simple));
            byte[] json = "{\"mediaType\":\"bundle\"}".getBytes(StandardCharsets.UTF_8);
            Descriptor bundle = author.blob("application/vnd.dev.sigstore.bundle.v0.3+json", json, Map.of());
            Descriptor referrer = author.manifest("bundle", Author.image(config, bundle));
            // This registry does not know the question for referrers, so they are listed under a tag.
            author.manifest("sha256-" + published.manifest().hex(), Author.index(referrer.json()
                    .with("artifactType", new JsonString("application/vnd.dev.sigstore.bundle.v0.3+json"))));
            Fetched fetched = fetched(source().fetch(new Wanted("oci://" + registry.host() + "/signed:1")));
            List<SignatureMaterial> found = fetched.artifact().orElseThrow().signatures().fetch();
            assertEquals(2, found.size());
            SimpleSigning older = assertInstanceOf(SimpleSigning.class, found.getFirst());
            assertArrayEquals(payload, older.payload());
            assertEquals("MEUC", older.annotations().get("dev.cosignproject.cosign/signature"));
            assertArrayEquals(json, assertInstanceOf(SigstoreBundle.class, found.getLast()).json());
            registry.stop();
            assertEquals(2, fetched.artifact().orElseThrow().signatures().fetch().size());
        }
    }
}
