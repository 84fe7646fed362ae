package dev.wassette.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.in.LoadComponent.LoadRequest;
import dev.wassette.application.port.in.LoadComponent.Loaded;
import dev.wassette.application.port.in.LoadComponent.Progress;
import dev.wassette.application.port.in.ProvisionComponent.NotProvisioned;
import dev.wassette.application.port.in.ProvisionComponent.Provisioned;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.Rules;
import dev.wassette.domain.policy.StoragePermission;
import dev.wassette.domain.provision.ManifestEntry;
import dev.wassette.domain.provision.ManifestEntry.Retry;
import dev.wassette.domain.wit.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvisionTest {
    private static final String MANIFEST = "file:///m.yaml";
    private static final ComponentId TOOL = new ComponentId("tool");

    private final FakeRuntime runtime = new FakeRuntime();
    private final FakePolicies policies = new FakePolicies();
    private final Application application =
            new Application(runtime, List.of(runtime), policies.ports(), FakeTrust.nobody());

    @BeforeEach
    void publish() {
        for (String version : List.of("1", "2")) {
            runtime.component("fake://tool/" + version, List.of(FakeRuntime.function("run",
                    new Signature(List.of(), Optional.empty()))), arguments -> {
                        throw new IllegalStateException("nobody calls it");
                    });
        }
    }

    @AfterEach
    void close() {
        application.close();
        assertEquals(0, runtime.open.get());
    }

    private static Digest digest(String version) {
        return Digest.of(("fake://tool/" + version).getBytes());
    }

    private static ManifestEntry entry(String version, Optional<Digest> digest, Optional<Policy> policy) {
        return new ManifestEntry("fake://tool/" + version, Optional.empty(), digest, policy, Retry.never());
    }

    private static Optional<Policy> files(String path) {
        return Optional.of(new Policy("1.0", Optional.empty(),
                new Rules<>(List.of(new StoragePermission("fs://" + path, Set.of(Access.READ))), List.of()), Rules.none(),
                List.of(), List.of()));
    }

    @Test
    void givesAComponentThePolicyOfTheManifest() {
        policies.edit("tool", "an older one");
        assertInstanceOf(Provisioned.class,
                application.provisionComponent().provision(entry("1", Optional.empty(), files("/data")), MANIFEST));
        assertEquals(Map.of(TOOL, MANIFEST), policies.sources);
        assertTrue(!policies.texts.get(TOOL).equals("an older one"));
    }

    @Test
    void leavesThePolicyWhereTheManifestSaysNothing() {
        policies.edit("tool", "an older one");
        application.provisionComponent().provision(entry("1", Optional.empty(), Optional.empty()), MANIFEST);
        assertEquals(Map.of(TOOL, "an older one"), policies.texts);
    }

    @Test
    void theDigestOfTheManifestTakesThePlaceOfAPin() {
        assertInstanceOf(Loaded.class, application.loadComponent()
                .load(new LoadRequest("fake://tool/1", Optional.of(digest("1")), false, false, Progress.NONE)));
        String reason = assertInstanceOf(NotProvisioned.class,
                application.provisionComponent().provision(entry("2", Optional.empty(), Optional.empty()), MANIFEST)).reason();
        assertTrue(reason.contains("is pinned to"), reason);
        assertInstanceOf(Provisioned.class,
                application.provisionComponent().provision(entry("2", Optional.of(digest("2")), Optional.empty()), MANIFEST));
        assertTrue(application.listComponents().components().getFirst().provenance().pinned());
    }

    @Test
    void opensNoProtectedPlaceAndLoadsNothingThen() {
        String reason = assertInstanceOf(NotProvisioned.class, application.provisionComponent()
                .provision(entry("1", Optional.empty(), files("/secrets/x")), MANIFEST)).reason();
        assertTrue(reason.contains("/secrets/x"), reason);
        assertEquals(List.of(), application.listComponents().components());
        assertEquals(Map.of(), policies.texts);
    }
}
