package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.bootstrap.CommandLine.Ended;
import dev.wassette.bootstrap.McpClient.ToolResult;
import dev.wassette.cli.WassetteCli;
import dev.wassette.component.testkit.ComponentFixtures;
import dev.wassette.domain.Digest;
import dev.wassette.remote.testkit.RegistryAuthor;
import dev.wassette.remote.testkit.TestRegistry;
import dev.wassette.remote.testkit.signature.Recipe;
import dev.wassette.remote.testkit.signature.Workshop;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signed and unsigned components, from an author's `component push` through a real registry to a user with a trust policy.
class SignedComponentsTest {
    private static final Pattern MANIFEST = Pattern.compile("@sha256:([0-9a-f]{64})");
    private static final String POLICY = "version: '1.0'\npermissions:\n  environment:\n    allow:\n      - key: A\n";

    @TempDir
    private Path home;

    private TestRegistry registry;
    private Path configuration;
    private final Workshop workshop = new Workshop();
    private final KeyPair keys = Workshop.ec("secp256r1");

    @BeforeEach
    void start() throws Exception {
        registry = TestRegistry.open(Files.createDirectories(home.resolve("registry")));
        configuration = Files.createDirectories(home.resolve("config/wassette"));
        Files.write(home.resolve("tools.wasm"), ComponentFixtures.read("tools"));
        Files.write(home.resolve("variables.wasm"), ComponentFixtures.read("variables"));
        Files.writeString(home.resolve("policy.yaml"), POLICY);
        Files.writeString(configuration.resolve("acme.pub"), Workshop.publicPem(keys));
        Files.writeString(configuration.resolve("root.json"), workshop.trustedRoot(true));
    }

    @AfterEach
    void end() {
        registry.close();
    }

    /// Runs a command with a wiring of its own, in this process.
    private Ended run(String... arguments) {
        Map<String, String> environment = new HashMap<>(Map.of("DOCKER_CONFIG", home.resolve("docker").toString()));
        for (String each : List.of("DATA", "CONFIG", "CACHE", "STATE")) {
            environment.put("XDG_" + each + "_HOME", home.resolve(each.toLowerCase()).toString());
        }
        var in = new ByteArrayInputStream(new byte[0]);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = new WassetteCli(new Wiring(environment, in, out), environment, "test", in, new PrintStream(out, true),
                new PrintStream(err, true)).run(List.of(arguments));
        return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Ended good(Ended ended) {
        assertEquals(0, ended.status(), ended::toString);
        return ended;
    }

    /// {@return the digest of the manifest}
    private Digest push(String file, String tag, String... more) {
        String[] command = Stream.concat(Stream.of("component", "push", home.resolve(file).toString(), "oci://" + place() + ":" + tag),
                Stream.of(more)).toArray(String[]::new);
        Ended pushed = good(run(command));
        Matcher manifest = MANIFEST.matcher(pushed.out());
        assertTrue(manifest.find(), pushed::out);
        return new Digest(manifest.group(1));
    }

    private String place() {
        return registry.host() + "/team/tools";
    }

    private Ended load(String tag, String... more) {
        return run(Stream.concat(Stream.of("component", "load", "oci://" + place() + ":" + tag, "--runtime", "chicory"),
                Stream.of(more)).toArray(String[]::new));
    }

    private void assertRefused(String part, Ended ended) {
        assertEquals(1, ended.status(), ended::toString);
        assertTrue(ended.err().contains(part), ended::err);
    }

    private void trust(String rule) throws IOException {
        Files.writeString(configuration.resolve("trust.toml"), "trusted_root = \"root.json\"\n\n[[rule]]\nfrom = \""
                + registry.host() + "/**\"\n" + rule + "\n");
    }

    private void trustTheKey() throws IOException {
        trust("keys = [\"acme.pub\"]\naccept_policy = true");
    }

    private void trustTheRelease() throws IOException {
        trust("identities = [{ subject = \"" + Recipe.SUBJECT.replace("v1", "*") + "\", issuer = \"" + Recipe.ISSUER + "\" }]");
    }

    private RegistryAuthor author() {
        return new RegistryAuthor(registry.host(), "team/tools");
    }

    private Recipe recipe(Digest manifest) {
        var recipe = new Recipe(workshop);
        recipe.signedDigest = manifest;
        recipe.signedRepository = place();
        recipe.signingKey = keys.getPrivate();
        return recipe;
    }

    private Recipe release(Digest manifest) {
        Recipe recipe = recipe(manifest);
        recipe.signingKey = recipe.signer.getPrivate();
        return recipe;
    }

    private void signWithTheKey(Digest manifest) throws IOException {
        author().attach(manifest, recipe(manifest).simpleByKey("SHA256withECDSA"));
    }

    private boolean isStored() {
        return Files.exists(home.resolve("data/wassette/components/team_tools.wasm"));
    }

    @Test
    void whatIsUnsignedIsLoadedWithAWarningUntilARuleWantsASignature() throws Exception {
        push("tools.wasm", "1");
        trustTheKey();
        assertRefused(place() + " is not signed. The trust policy refuses that: it wants a signature by key acme.pub", load("1"));
        assertFalse(isStored());
        Files.delete(configuration.resolve("trust.toml"));
        Ended loaded = good(load("1"));
        assertTrue((loaded.out() + loaded.err()).contains(place() + " is not signed."), loaded::toString);
        assertFalse(good(run("component", "list")).out().contains("signed_by"));
    }

    @Test
    void whatTheRightKeyHasSignedIsLoadedAndShown() throws Exception {
        Digest manifest = push("tools.wasm", "1");
        trustTheKey();
        signWithTheKey(manifest);
        Ended loaded = good(load("1"));
        assertFalse((loaded.out() + loaded.err()).contains("not signed"), loaded::toString);
        String list = good(run("component", "list")).out();
        assertTrue(list.contains("\"signed_by\": \"key acme.pub\"") && list.contains(manifest.toString()), list);
        Ended inspected = good(run("inspect", "team_tools"));
        assertTrue(inspected.out().contains("key acme.pub"), inspected::out);
    }

    @Test
    void whatAReleaseHasSignedIsLoadedFromAReferrerAndAnotherReleaseIsRefused() throws Exception {
        Digest manifest = push("tools.wasm", "1");
        trustTheRelease();
        Recipe stranger = release(manifest);
        stranger.subjectNames = Recipe.uri("https://github.com/evil/tools/.github/workflows/release.yml@refs/tags/v1");
        author().attach(manifest, stranger.envelope(false));
        assertRefused("whom the rule does not name", load("1"));
        assertFalse(isStored());
        author().attach(manifest, release(manifest).rekor2().envelope(false));
        good(load("1"));
        assertTrue(good(run("component", "list")).out().contains("'" + Recipe.SUBJECT + "' by '" + Recipe.ISSUER + "'"));
    }

    @Test
    void aCertificateInTheOlderFormCountsToo() throws Exception {
        Digest manifest = push("tools.wasm", "1");
        trustTheRelease();
        author().attach(manifest, release(manifest).simple());
        good(load("1"));
        assertTrue(good(run("component", "list")).out().contains(Recipe.SUBJECT));
    }

    @Test
    void aSignatureIsOfNoOtherArtifactAndItsPayloadCannotBeChanged() throws Exception {
        Digest signed = push("tools.wasm", "1");
        Digest other = push("variables.wasm", "2");
        trustTheKey();
        author().attach(other, recipe(signed).simpleByKey("SHA256withECDSA"));
        assertRefused("it is about another artifact", load("2"));
        Recipe changed = recipe(signed);
        changed.afterSigning = payload -> new String(payload, StandardCharsets.UTF_8).replace(signed.hex(), other.hex())
                .getBytes(StandardCharsets.UTF_8);
        author().attach(other, changed.simpleByKey("SHA256withECDSA"));
        assertRefused("no key that the rule names made it", load("2"));
        Recipe elsewhere = recipe(signed);
        elsewhere.signedRepository = registry.host() + "/team/trials";
        author().attach(signed, elsewhere.simpleByKey("SHA256withECDSA"));
        assertRefused("it was made for the repository", load("1"));
        assertFalse(isStored());
    }

    @Test
    void aPolicyInTheArtifactIsCoveredByTheSignature() throws Exception {
        Digest signed = push("variables.wasm", "1", "--policy", home.resolve("policy.yaml").toString());
        Files.writeString(home.resolve("policy.yaml"), POLICY.replace("key: A", "key: B"));
        Digest other = push("variables.wasm", "2", "--policy", home.resolve("policy.yaml").toString());
        trustTheKey();
        author().attach(other, recipe(signed).simpleByKey("SHA256withECDSA"));
        assertRefused("it is about another artifact", load("2"));
        signWithTheKey(signed);
        Ended loaded = good(load("1"));
        assertTrue(loaded.out().contains("\"status\": \"applied\""), loaded::out);
        assertEquals(POLICY, Files.readString(home.resolve("data/wassette/components/team_tools.policy.yaml")));
        signWithTheKey(other);
        Ended replaced = good(load("2"));
        assertTrue(replaced.out().contains("not applied: the component has a policy, which stays"), replaced::out);
    }

    @Test
    void aProposalIsComparedWithThePolicyThatIsThere() throws Exception {
        push("variables.wasm", "1", "--policy", home.resolve("policy.yaml").toString());
        good(load("1", "--accept-policy"));
        Files.writeString(home.resolve("policy.yaml"), POLICY.replace("key: A", "key: B"));
        push("variables.wasm", "2", "--policy", home.resolve("policy.yaml").toString());
        push("tools.wasm", "3");
        Ended same = good(run("policy", "diff", "team_tools", "oci://" + place() + ":1"));
        assertTrue(same.out().contains("The policies are the same."), same::out);
        Ended other = good(run("policy", "diff", "team_tools", "oci://" + place() + ":2"));
        assertTrue(other.out().contains("-      - key: A") && other.out().contains("+      - key: B"), other::out);
        assertRefused("No policy comes with oci://" + place() + ":3", run("policy", "diff", "team_tools", "oci://" + place() + ":3"));
        assertEquals(POLICY, Files.readString(home.resolve("data/wassette/components/team_tools.policy.yaml")));
        assertEquals(1, run("policy", "attach", "team_tools", "oci://" + place() + ":2", "--dry-run").status());
    }

    @Test
    void afterARefusedReloadTheServerServesWhatWasThere() throws Exception {
        signWithTheKey(push("tools.wasm", "1"));
        trustTheKey();
        try (var client = new McpClient(home, "serve", "--stdio", "--runtime", "chicory")) {
            assertFalse(reload(client).failed());
            assertEquals("5", client.call("add", "{\"a\":2,\"b\":3}").text());
            Digest moved = push("variables.wasm", "1");
            assertTrue(reload(client).text().contains("is not signed"), client.textsOfLastResult()::toString);
            Recipe stranger = recipe(moved);
            stranger.signingKey = Workshop.ec("secp256r1").getPrivate();
            author().attach(moved, stranger.simpleByKey("SHA256withECDSA"));
            ToolResult refused = reload(client);
            assertTrue(refused.failed() && refused.text().contains("no key that the rule names made it"), refused::text);
            assertEquals("5", client.call("add", "{\"a\":2,\"b\":3}").text());
            String list = client.call("list-components", "{}").text();
            assertTrue(list.contains("key acme.pub"), list);
            assertEquals(0, client.end());
        }
    }

    private ToolResult reload(McpClient client) throws IOException {
        return client.call("load-component", "{\"path\":\"oci://" + place() + ":1\"}");
    }
}
