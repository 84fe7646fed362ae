package dev.wassette.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.actor.Acting;
import dev.wassette.application.json.JsonText;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentRuntime.Denied;
import dev.wassette.domain.Caller;
import dev.wassette.domain.policy.Secrets;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is done leaves a trace, and nothing secret in it.
class AuditTest {
    private static final Signature TEXT = new Signature(
            List.of(new Signature.Parameter("text", WitType.Primitive.STRING)), Optional.empty());

    private final FakeRuntime runtime = new FakeRuntime()
            .component("fake://tool", List.of(FakeRuntime.function("run", new Signature(List.of(), Optional.empty()))),
                    _ -> new ComponentRuntime.Returned(Optional.empty()));
    private final FakePolicies policies = new FakePolicies();
    private final Application application = new Application(runtime, List.of(runtime), policies.ports(), FakeTrust.nobody());
    private final StoredPermissions stored = new StoredPermissions(policies.ports());
    private final List<String> trail = policies.trail.entries;

    private void call(String tool, String arguments) {
        application.callTool().call(tool, (JsonObject) parse(arguments), Caller.silent());
    }

    private void loadText() {
        runtime.component("fake://text", List.of(FakeRuntime.function("say", TEXT)),
                _ -> new ComponentRuntime.Returned(Optional.empty()));
        application.loadComponent().load("fake://text");
    }

    private static Object parse(String text) {
        try {
            return JsonText.parse(text);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatComesGoesAndChangesIsKept() {
        application.loadComponent().load("fake://tool");
        application.loadComponent().load("fake://none");
        application.changePermissions().grant("tool", new PermissionRequest.Network("a.example"));
        application.changePermissions().grant("tool", new PermissionRequest.Network("*.*"));
        Acting.as("session 7", () -> application.changePermissions().revoke("tool", new PermissionRequest.Environment("K")));
        stored.changeSecrets().set("tool", new Secrets(Map.of("KEY", "hidden")));
        stored.changeSecrets().delete("tool", List.of("KEY"));
        application.attachPolicy().attach("tool", "file:///none.yaml");
        application.changePermissions().reset("tool");
        application.attachPolicy().detach("other");
        application.unloadComponent().unload("tool");
        application.unloadComponent().unload("tool");
        String by = "{\"by\":\"nobody\",\"component\":\"tool\",\"outcome\":";
        assertEquals("load " + by + "\"done\",\"details\":{\"reference\":\"fake://tool\"}}", trail.get(0));
        assertTrue(trail.get(1).startsWith("load {\"by\":\"nobody\",\"component\":\"\",\"outcome\":\"refused\",\"details\":"
                + "{\"reference\":\"fake://none\"},\"message\":"), trail.get(1));
        assertEquals("grant " + by + "\"done\",\"details\":{\"permission\":\"network\",\"details\":{\"host\":\"a.example\"}}}",
                trail.get(2));
        assertTrue(trail.get(3).startsWith("grant " + by + "\"refused\"") && trail.get(3).contains("Too many wildcards"),
                trail.get(3));
        assertTrue(trail.get(4).startsWith("revoke {\"by\":\"session 7\","), trail.get(4));
        assertEquals("secret-set " + by + "\"done\",\"details\":{\"keys\":[\"KEY\"]}}", trail.get(5));
        assertEquals("secret-delete " + by + "\"done\",\"details\":{\"keys\":[\"KEY\"]}}", trail.get(6));
        assertTrue(trail.get(7).startsWith("attach " + by + "\"refused\",\"details\":{\"policy_uri\":\"file:///none.yaml\"}"),
                trail.get(7));
        assertEquals("reset " + by + "\"done\"}", trail.get(8));
        assertTrue(trail.get(9).startsWith("detach {\"by\":\"nobody\",\"component\":\"other\",\"outcome\":\"refused\""),
                trail.get(9));
        assertEquals("unload " + by + "\"done\"}", trail.get(10));
        assertTrue(trail.get(11).startsWith("unload " + by + "\"refused\""), trail.get(11));
        assertEquals(12, trail.size());
        assertFalse(trail.toString().contains("hidden"));
    }

    @Test
    void callsAreKeptWithWhatTheyWereDenied() {
        application.loadComponent().load("fake://tool");
        trail.clear();
        runtime.denied = List.of(new Denied(Denied.Kind.NETWORK, "https://a.example"));
        Acting.as("session 3", () -> {
            call("run", "{}");
            return "";
        });
        runtime.denied = List.of();
        loadText();
        call("say", "{\"text\":1}");
        call("unknown", "{\"a\":1}");
        assertEquals("call {\"by\":\"session 3\",\"tool\":\"run\",\"component\":\"tool\",\"arguments\":{},"
                + "\"outcome\":\"returned\",\"duration_ms\":5}", trail.get(0));
        assertEquals("denied {\"by\":\"session 3\",\"tool\":\"run\",\"component\":\"tool\",\"what\":\"Component 'tool' was "
                + "denied network access to 'https://a.example'.\",\"grant\":\"wassette permission grant network tool "
                + "a.example\"}", trail.get(1));
        assertTrue(trail.get(2).startsWith("load "), trail.get(2));
        assertTrue(trail.get(3).contains("\"outcome\":\"bad-arguments\",\"duration_ms\":"), trail.get(3));
        assertTrue(trail.get(4).startsWith("call {\"by\":\"nobody\",\"tool\":\"unknown\",\"arguments\":{\"a\":1},"
                + "\"outcome\":\"unknown-tool\""), trail.get(4));
        assertEquals(5, trail.size());
    }

    @Test
    void argumentsAreCutAndWithoutSecrets() {
        loadText();
        trail.clear();
        call("say", "{\"text\":\"" + "x".repeat(500) + "\"}");
        assertTrue(trail.get(0).contains("\"text\":\"" + "x".repeat(200) + "...\""), trail.get(0));
        call("say", "{\"apiKey\":\"hidden\",\"a\":[{\"PASSWORD\":{\"b\":\"hidden\"}}],\"my_token\":1,\"secrets\":null}");
        assertTrue(trail.get(1).contains("\"arguments\":{\"apiKey\":\"<redacted>\",\"a\":[{\"PASSWORD\":\"<redacted>\"}],"
                + "\"my_token\":\"<redacted>\",\"secrets\":\"<redacted>\"}"), trail.get(1));
        call("say", "{\"text\":[\"" + "y".repeat(150) + "\"," + "[[],".repeat(200) + "[]" + "]".repeat(200) + "]}");
        call("say", "{\"" + "n".repeat(3_000) + "\":1,\"b\":[" + "1,".repeat(5_000) + "1]}");
        call("t".repeat(9_000), "{}");
        for (String entry : trail) {
            assertTrue(entry.length() < 3_000, entry);
            assertFalse(entry.contains("hidden"), entry);
        }
    }
}
