package dev.wassette.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.ChangeSecrets;
import dev.wassette.application.port.in.ChangeSecrets.Changed;
import dev.wassette.application.port.in.ChangeSecrets.NotChanged;
import dev.wassette.application.port.in.ListSecrets;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.domain.Caller;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.Secrets;
import dev.wassette.domain.wit.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From a stored secret to the variable that the next call gets.
class SecretsTest {
    private static final ComponentId TOOL = new ComponentId("tool");

    private final FakeRuntime runtime = new FakeRuntime()
            .component("fake://tool", List.of(FakeRuntime.function("run", new Signature(List.of(), Optional.empty()))),
                    _ -> new ComponentRuntime.Returned(Optional.empty()));
    private final FakePolicies policies = new FakePolicies();
    private final Application application = new Application(runtime, List.of(runtime), policies.ports(), FakeTrust.nobody());
    private final StoredPermissions stored = new StoredPermissions(policies.ports());
    private final ChangeSecrets change = stored.changeSecrets();

    @BeforeEach
    void load() {
        application.loadComponent().load("fake://tool");
    }

    private Grant grantOfACall() {
        application.callTool().call("run", JsonObject.empty(), Caller.silent());
        return runtime.grants.getLast();
    }

    private void grant(String key) {
        application.changePermissions().grant("tool", new PermissionRequest.Environment(key));
    }

    private void set(String key, String value) {
        assertEquals(new Changed(TOOL, 1), change.set("tool", new Secrets(Map.of(key, value))));
    }

    @Test
    void aComponentGetsASecretOnlyWhenItsPolicyAllowsTheKey() {
        set("KEY", "hidden");
        assertEquals(Map.of(), grantOfACall().environment());
        grant("OTHER");
        assertEquals(Map.of(), grantOfACall().environment());
        grant("KEY");
        assertEquals(Map.of("KEY", "hidden"), grantOfACall().environment());
        application.changePermissions().revoke("tool", new PermissionRequest.Environment("KEY"));
        assertEquals(Map.of(), grantOfACall().environment());
    }

    @Test
    void aSecretCountsForMoreThanAllOtherValues() {
        grant("SET_A");
        assertEquals(Map.of("SET_A", "SET_A of tool"), grantOfACall().environment());
        set("SET_A", "hidden");
        assertEquals(Map.of("SET_A", "hidden"), grantOfACall().environment());
        assertEquals(new Changed(TOOL, 1), change.delete("tool", List.of("SET_A", "UNKNOWN")));
        assertEquals(Map.of("SET_A", "SET_A of tool"), grantOfACall().environment());
        assertEquals(Map.of(), policies.secrets.texts);
    }

    @Test
    void nobodyGetsTheSecretsOfAnother() {
        runtime.component("fake://other", List.of(FakeRuntime.function("walk", new Signature(List.of(), Optional.empty()))),
                _ -> new ComponentRuntime.Returned(Optional.empty()));
        application.loadComponent().load("fake://other");
        application.changePermissions().grant("other", new PermissionRequest.Environment("KEY"));
        set("KEY", "hidden");
        application.callTool().call("walk", JsonObject.empty(), Caller.silent());
        assertEquals(Map.of(), runtime.grants.getLast().environment());
    }

    @Test
    void asksTheStoreForNothingWhereNothingIsAllowed() {
        set("KEY", "hidden");
        int before = policies.secrets.reads.get();
        grantOfACall();
        assertEquals(before, policies.secrets.reads.get());
        grant("KEY");
        for (int i = 0; i < 5; i++) {
            grantOfACall();
        }
        assertEquals(before + 1, policies.secrets.reads.get());
    }

    @Test
    void secretsThatCannotBeReadKeepTheLastOnes() {
        grant("KEY");
        set("KEY", "hidden");
        assertEquals(Map.of("KEY", "hidden"), grantOfACall().environment());
        policies.secrets.texts.put(TOOL, "nonsense");
        assertEquals(Map.of("KEY", "hidden"), grantOfACall().environment());
        policies.secrets.broken = true;
        assertEquals(Map.of("KEY", "hidden"), grantOfACall().environment());
        policies.secrets.broken = false;
        policies.secrets.texts.clear();
        assertEquals(Map.of(), grantOfACall().environment());
    }

    @Test
    void changesNothingThatItCouldNotReadAgain() {
        set("KEY", "hidden");
        Map<ComponentId, String> before = Map.copyOf(policies.secrets.texts);
        String reason = assertInstanceOf(NotChanged.class,
                change.set("tool", new Secrets(Map.of("TOO_LONG", "hidden")))).reason();
        assertTrue(reason.startsWith("Failed to change the secrets of component tool: together"), reason);
        assertEquals(before, policies.secrets.texts);
        policies.secrets.texts.put(TOOL, "nonsense");
        reason = assertInstanceOf(NotChanged.class, change.set("tool", new Secrets(Map.of("A", "hidden")))).reason();
        assertEquals("Failed to change the secrets of component tool: they are not valid as they are stored now: planted",
                reason);
        assertEquals(Map.of(TOOL, "nonsense"), policies.secrets.texts);
    }

    @Test
    void knowsComponentsThatAreThereOrHaveSecrets() {
        assertEquals(new NotChanged("Component not found: other"),
                change.set("other", new Secrets(Map.of("KEY", "hidden"))));
        assertEquals(new NotChanged("No secrets file found for component: ../tool"), change.delete("../tool", List.of("A")));
        assertEquals(new NotChanged("No secrets file found for component: tool"), change.delete("tool", List.of("A")));
        assertEquals(new ListSecrets.Unavailable("Component not found: other"), stored.listSecrets().secrets("other"));
        assertEquals(new ListSecrets.Listed(TOOL, Secrets.none()), stored.listSecrets().secrets("tool"));
        set("KEY", "hidden");
        application.unloadComponent().unload("tool");
        assertEquals(new ListSecrets.Listed(TOOL, new Secrets(Map.of("KEY", "hidden"))),
                stored.listSecrets().secrets("tool"));
        assertEquals(new Changed(TOOL, 1), change.delete("tool", List.of("KEY")));
        assertEquals(new ListSecrets.Unavailable("Component not found: tool"), stored.listSecrets().secrets("tool"));
    }

    @Test
    void showsNoValue() {
        var secrets = new Secrets(Map.of("KEY", "hidden"));
        assertEquals("secrets [KEY]", secrets.toString());
        assertFalse(new ListSecrets.Listed(TOOL, secrets).toString().contains("hidden"));
        assertFalse(Grant.nothing().with(Map.of("KEY", "hidden")).toString().contains("hidden"));
    }
}
