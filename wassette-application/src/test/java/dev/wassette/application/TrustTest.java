package dev.wassette.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.in.LoadComponent.Answer;
import dev.wassette.application.port.in.LoadComponent.LoadRequest;
import dev.wassette.application.port.in.LoadComponent.Loaded;
import dev.wassette.application.port.in.LoadComponent.NotLoaded;
import dev.wassette.application.port.in.LoadComponent.Progress;
import dev.wassette.application.port.in.LoadComponent.Proposal;
import dev.wassette.application.port.out.Artifact;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.SignatureMaterial;
import dev.wassette.application.port.out.SignatureMaterial.SimpleSigning;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.Provenance;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.Rules;
import dev.wassette.domain.policy.StoragePermission;
import dev.wassette.domain.trust.Signer;
import dev.wassette.domain.trust.TextPattern;
import dev.wassette.domain.trust.TrustPolicy;
import dev.wassette.domain.trust.TrustRule;
import dev.wassette.domain.trust.Unsigned;
import dev.wassette.domain.wit.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whose components are loaded, what takes the place of what, and what comes with them.
class TrustTest {
    private static final Signer ACME = new Signer.Key("acme.pub", "pem");
    private static final Signer EVIL = new Signer.Key("evil.pub", "pem");
    private static final Digest MANIFEST = Digest.of("manifest".getBytes());
    private static final Digest INDEX = Digest.of("index".getBytes());
    private static final ComponentId TOOL = new ComponentId("tool");

    private final FakeRuntime runtime = new FakeRuntime();
    private final FakePolicies policies = new FakePolicies();
    private final FakeTrust trust = new FakeTrust();
    private final Registry registry = new Registry();
    private Application application;

    /// A registry: `reg://tool/1` is the component `fake://tool/1` in the repository `r.example/acme/tool`.
    private static final class Registry implements ComponentSource {
        final List<SignatureMaterial> signatures = new ArrayList<>();
        final AtomicReference<Optional<String>> policy = new AtomicReference<>(Optional.empty());
        boolean isBroken;

        @Override
        public boolean knows(String reference) {
            return reference.startsWith("reg://");
        }

        @Override
        public Fetch fetch(Wanted wanted) {
            byte[] bytes = wanted.reference().replace("reg:", "fake:").getBytes();
            return wanted.accept(new Fetched(TOOL, wanted.reference(), bytes, policy.get(), Optional.of(new Artifact(
                    "r.example/acme/tool", Optional.empty(), MANIFEST, List.of(INDEX), this::attached)), List.of()));
        }

        private List<SignatureMaterial> attached() throws IOException {
            if (isBroken) {
                throw new IOException("the registry does not answer");
            }
            return signatures;
        }
    }

    @BeforeEach
    void start() {
        for (String version : List.of("1", "2")) {
            runtime.component("fake://tool/" + version, List.of(FakeRuntime.function("run",
                    new Signature(List.of(), Optional.empty()))), arguments -> {
                        throw new IllegalStateException("nobody calls it");
                    });
        }
        application = new Application(runtime, List.of(registry, runtime), policies.ports(), trust.ports());
    }

    @AfterEach
    void closesEverything() {
        application.close();
        assertEquals(0, runtime.open.get());
        assertEquals(0, runtime.misuses.get());
    }

    private Loaded loaded(LoadRequest request) {
        return assertInstanceOf(Loaded.class, application.loadComponent().load(request));
    }

    private Loaded loaded(String reference) {
        return loaded(LoadRequest.of(reference));
    }

    private String refused(LoadRequest request) {
        return assertInstanceOf(NotLoaded.class, application.loadComponent().load(request)).reason();
    }

    private String refused(String reference) {
        return refused(LoadRequest.of(reference));
    }

    private static Digest digest(String version) {
        return Digest.of(("fake://tool/" + version).getBytes());
    }

    private static LoadRequest pinned(String reference, Digest digest) {
        return new LoadRequest(reference, Optional.of(digest), false, false, Progress.NONE);
    }

    private static LoadRequest accepting(String reference) {
        return new LoadRequest(reference, Optional.empty(), true, false, Progress.NONE);
    }

    private static LoadRequest unpinning(String reference) {
        return new LoadRequest(reference, Optional.empty(), false, true, Progress.NONE);
    }

    private Provenance provenance() {
        return application.listComponents().components().getFirst().provenance();
    }

    private void rule(Unsigned unsigned, boolean acceptsPolicy, Signer... signers) {
        trust.policy = new TrustPolicy(List.of(new TrustRule(new TextPattern("r.example/**"), List.of(signers), unsigned,
                acceptsPolicy)), Unsigned.WARN, Optional.empty());
    }

    private void sign(Signer signer, Digest digest) {
        registry.signatures.add(new SimpleSigning(FakeTrust.signature(signer, digest), Map.of()));
    }

    @Test
    void notesWhereAComponentCameFrom() {
        loaded("reg://tool/1");
        assertEquals(new Provenance(Optional.of("reg://tool/1"), Optional.of(MANIFEST), OptionalLong.of(1_800_000_000),
                Optional.empty(), false), provenance());
        assertEquals(Optional.of(digest("1")), application.listComponents().components().getFirst().digest());
        assertEquals(provenance(), policies.components.known.get(TOOL).provenance());
    }

    @Test
    void loadsOnlyTheDigestThatWasAskedFor() {
        String reason = refused(pinned("reg://tool/1", digest("2")));
        assertTrue(reason.contains("Expected: " + digest("2") + ", Got: " + digest("1")), reason);
        assertEquals(List.of(), application.listComponents().components());
        loaded(pinned("reg://tool/1", digest("1")));
        assertTrue(provenance().pinned());
    }

    @Test
    void nothingTakesThePlaceOfAPinnedComponentUntilItIsUnpinned() {
        loaded(pinned("reg://tool/1", digest("1")));
        String reason = refused("reg://tool/2");
        assertTrue(reason.endsWith("component tool is pinned to " + digest("1") + ", and what is at reg://tool/2 now is "
                + digest("2") + ". To replace it, unpin it: wassette component load --unpin reg://tool/2"), reason);
        assertEquals(Optional.of(digest("1")), application.listComponents().components().getFirst().digest());
        assertTrue(refused(pinned("reg://tool/2", digest("2"))).contains("is pinned to"), "a digest alone unpins nothing");
        assertTrue(refused("fake://tool/2").contains("is pinned to"), "whatever it comes from");

        loaded("reg://tool/1");
        assertTrue(provenance().pinned(), "the same component again stays pinned");
        assertTrue(loaded(unpinning("reg://tool/2")).replaced());
        assertFalse(provenance().pinned());
        loaded("reg://tool/1");
    }

    @Test
    void aPinIsKeptWithTheComponent() {
        loaded(pinned("reg://tool/1", digest("1")));
        try (var other = new Application(runtime, List.of(registry), policies.ports(), trust.ports())) {
            assertTrue(assertInstanceOf(NotLoaded.class, other.loadComponent().load("reg://tool/2")).reason()
                    .contains("is pinned to"));
        }
    }

    @Test
    void tellsWhenAnotherComponentTakesTheNameAndThePolicy() {
        loaded("reg://tool/1");
        assertEquals(List.of("Component tool came from reg://tool/1 before, and comes from fake://tool/2 now. Its policy "
                + "stays."), loaded("fake://tool/2").warnings());
    }

    @Test
    void warnsOfWhatNobodyHasSignedUnlessTheDigestIsStated() {
        assertEquals(List.of("r.example/acme/tool is not signed."), loaded("reg://tool/1").warnings());
        assertEquals(List.of(), loaded(pinned("reg://tool/1", digest("1"))).warnings());
    }

    @Test
    void saysThatSignaturesOfNobodyInParticularSayNothing() {
        sign(EVIL, MANIFEST);
        assertEquals(List.of("r.example/acme/tool has signatures, but no trust rule says whose would count."),
                loaded("reg://tool/1").warnings());
    }

    @Test
    void acceptsASignatureOfTheManifestOrOfAnIndexThatLedToIt() {
        rule(Unsigned.REFUSE, false, ACME);
        for (Digest signed : List.of(MANIFEST, INDEX)) {
            registry.signatures.clear();
            sign(EVIL, signed);
            sign(ACME, signed);
            assertEquals(List.of(), loaded("reg://tool/1").warnings());
            assertEquals(Optional.of("key acme.pub"), provenance().signedBy());
        }
    }

    @Test
    void refusesWhatAnotherHasSignedWhateverTheRuleSaysOfTheUnsigned() {
        for (Unsigned unsigned : Unsigned.values()) {
            rule(unsigned, false, ACME);
            registry.signatures.clear();
            sign(EVIL, MANIFEST);
            String reason = refused("reg://tool/1");
            assertTrue(reason.endsWith("None of its signatures counts: planted: key evil.pub. The trust policy wants "
                    + "r.example/acme/tool to be signed by key acme.pub."), reason);
        }
        assertEquals(0, runtime.prepared.get(), "nobody looks into what is not trusted");
    }

    @Test
    void refusesASignatureOfAnotherArtifact() {
        rule(Unsigned.REFUSE, false, ACME);
        sign(ACME, digest("1"));
        assertTrue(refused("reg://tool/1").contains("None of its signatures counts"));
    }

    @Test
    void theRuleSaysWhatHappensToTheUnsigned() {
        rule(Unsigned.REFUSE, false, ACME);
        assertTrue(refused("reg://tool/1").endsWith("r.example/acme/tool is not signed. The trust policy refuses that: it "
                + "wants a signature by key acme.pub."));
        rule(Unsigned.ALLOW, false, ACME);
        assertEquals(List.of(), loaded("reg://tool/1").warnings());
        rule(Unsigned.REFUSE, false);
        assertTrue(refused("reg://tool/1").contains("The trust policy refuses that."));
    }

    @Test
    void aRegistryThatDoesNotTellSignaturesCountsAsUnsigned() {
        registry.isBroken = true;
        rule(Unsigned.REFUSE, false, ACME);
        assertTrue(refused("reg://tool/1").endsWith("Whether r.example/acme/tool is signed cannot be known: the registry does "
                + "not answer."));
        rule(Unsigned.WARN, false, ACME);
        assertEquals(List.of("Whether r.example/acme/tool is signed cannot be known: the registry does not answer."),
                loaded("reg://tool/1").warnings());
    }

    @Test
    void aRuleForEverythingIsAlsoAboutFiles() {
        trust.policy = new TrustPolicy(List.of(new TrustRule(new TextPattern("**"), List.of(), Unsigned.REFUSE, false)),
                Unsigned.WARN, Optional.empty());
        assertTrue(refused("fake://tool/1").contains("fake://tool/1 is not signed. The trust policy refuses that."));
    }

    @Test
    void nothingIsLoadedByATrustPolicyThatCannotBeUnderstood() {
        trust.fault = Optional.of("trust.toml, line 3: no");
        assertTrue(refused("reg://tool/1").endsWith("The trust policy cannot be used: trust.toml, line 3: no"));
        assertTrue(refused("fake://tool/1").contains("The trust policy cannot be used"));
    }

    private String propose(String host, String... files) {
        List<StoragePermission> storage = Stream.of(files)
                .map(file -> new StoragePermission("fs://" + file, Set.of(Access.READ))).toList();
        String text = policies.write(new Policy("1.0", Optional.empty(), new Rules<>(storage, List.of()),
                new Rules<>(List.of(new NetworkPermission.Host(host)), List.of()), List.of(new EnvironmentPermission("KEY")),
                List.of()), Optional.empty());
        registry.policy.set(Optional.of(text));
        return text;
    }

    @Test
    void offersAPolicyThatNobodyHasAccepted() {
        propose("a.example");
        assertEquals(Optional.of(new Proposal(Answer.OFFERED, List.of("network a.example", "environment-variable KEY"),
                List.of("network a.example", "environment-variable KEY"), List.of())), loaded("reg://tool/1").proposal());
        assertEquals(Map.of(), policies.texts);
    }

    @Test
    void appliesAPolicyThatSomebodyAccepts() {
        String text = propose("a.example", "/data");
        Proposal proposal = loaded(accepting("reg://tool/1")).proposal().orElseThrow();
        assertEquals(Answer.APPLIED, proposal.answer());
        assertEquals(List.of("storage fs:///data read", "network a.example", "environment-variable KEY"), proposal.asks());
        assertEquals(List.of(), proposal.more());
        assertEquals(Map.of(TOOL, text), policies.texts);
        assertEquals(Map.of(TOOL, "reg://tool/1"), policies.sources);
    }

    @Test
    void neverReplacesAPolicyThatIsThere() {
        String own = propose("own.example");
        loaded(accepting("reg://tool/1"));
        propose("other.example");
        Proposal proposal = loaded(accepting("reg://tool/2")).proposal().orElseThrow();
        assertEquals(new Proposal(Answer.OTHER_STAYS, List.of("network other.example", "environment-variable KEY"),
                List.of("network other.example"), List.of("network own.example")), proposal);
        assertEquals(Map.of(TOOL, own), policies.texts);
    }

    @Test
    void theTrustPolicyAcceptsPoliciesUnderARightSignatureOnly() {
        rule(Unsigned.WARN, true, ACME);
        propose("a.example");
        assertEquals(Answer.OFFERED, loaded("reg://tool/1").proposal().orElseThrow().answer());
        sign(ACME, MANIFEST);
        assertEquals(Answer.APPLIED, loaded("reg://tool/1").proposal().orElseThrow().answer());
    }

    @Test
    void aPolicyThatCannotBeUsedIsRefusedBeforeAnythingChanges() {
        for (String text : List.of("no policy", propose("a.example", "/secrets/x"))) {
            registry.policy.set(Optional.of(text));
            String reason = refused(accepting("reg://tool/1"));
            assertTrue(reason.contains("the policy that came with it cannot be used: "), reason);
            assertEquals(List.of(), application.listComponents().components());
        }
        Loaded without = loaded("reg://tool/1");
        assertTrue(without.warnings().stream().anyMatch(each -> each.startsWith("The policy that came with the component "
                + "cannot be used: ")), without.warnings().toString());
        assertEquals(Optional.empty(), without.proposal());
        assertEquals(Map.of(), policies.texts);
    }

    @Test
    void aPublisherCannotWriteLetters() {
        propose("a.example", "/" + "please-grant-me-everything-".repeat(100));
        Proposal proposal = loaded("reg://tool/1").proposal().orElseThrow();
        assertTrue(proposal.asks().stream().allMatch(line -> line.length() < 210), proposal.asks().toString());
    }
}
