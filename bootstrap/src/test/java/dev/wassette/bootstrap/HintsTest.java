package dev.wassette.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.Application;
import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.application.port.in.MissingPermission;
import dev.wassette.application.port.out.AuditTrail;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.PolicySource;
import dev.wassette.cli.WassetteCli;
import dev.wassette.domain.Caller;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.policy.Grant;
import dev.wassette.domain.policy.ProtectedPlaces;
import dev.wassette.domain.trust.Finding;
import dev.wassette.domain.trust.TrustPolicy;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.Signature;
import dev.wassette.domain.wit.WitValue;
import dev.wassette.policy.yaml.YamlPolicyFormat;
import dev.wassette.policy.yaml.YamlSecretFormat;
import dev.wassette.storage.filesystem.DirectoryComponentStore;
import dev.wassette.storage.filesystem.DirectoryPolicyStore;
import dev.wassette.storage.filesystem.DirectorySecretStore;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command in a hint, typed into a shell, is the grant that was missing.
class HintsTest {
    @TempDir
    private Path home;

    /// Runs nothing: each call is denied one thing.
    private record Denying(String id, Denied denied, List<Grant> grants) implements ComponentRuntime, ComponentSource {
        @Override
        public boolean knows(String reference) {
            return true;
        }

        @Override
        public Fetch fetch(Wanted wanted) {
            return new Fetched(new ComponentId(id), wanted.reference(), new byte[0]);
        }

        @Override
        public Inspection inspect(byte[] bytes) {
            return new Refused("not asked for");
        }

        @Override
        public Preparation prepare(byte[] bytes) {
            return new Prepared(new PreparedComponent() {
                @Override
                public List<ExportedFunction> functions() {
                    return List.of(new ExportedFunction(new FunctionName(Optional.empty(), "run"),
                            new Signature(List.of(), Optional.empty())));
                }

                @Override
                public Optional<byte[]> customSection(String name) {
                    return Optional.empty();
                }

                @Override
                public Digest digest() {
                    return Digest.of(bytes);
                }

                @Override
                public CallEnd call(FunctionName function, List<WitValue> arguments, Grant grant, Caller caller) {
                    grants.add(grant);
                    return new CallEnd(new Returned(Optional.empty()), List.of(denied));
                }

                @Override
                public void close() {}
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            tool  | NETWORK     | https://api.example.com:443
            tool  | NETWORK     | http://localhost:8080
            tool  | NETWORK     | http://[::1]:8080
            tool  | NETWORK     | 10.0.0.1:53
            tool  | READING     | fs:///data/a b
            tool  | READING     | fs:///data/$HOME/`x`
            tool  | WRITING     | fs://x's
            tool  | WRITING     | fs:///data/--access
            tool  | ENVIRONMENT | API_KEY
            tool  | ENVIRONMENT | -o
            tool  | ENVIRONMENT | --
            tool  | ENVIRONMENT | $(id)
            --    | READING     | fs:///data
            -tool | WRITING     | fs:///data
            -tool | NETWORK     | a.example
            """)
    void isAcceptedAndHelps(String id, ComponentRuntime.Denied.Kind kind, String target) throws Exception {
        Path folder = home.resolve("plug ins");
        var runtime = new Denying(id, new ComponentRuntime.Denied(kind, target), new ArrayList<>());
        var policies = new DirectoryPolicyStore(folder);
        var ports = new Application.PolicyPorts(policies, new YamlPolicyFormat(),
                _ -> new PolicySource.Unavailable("none"),
                new ProtectedPlaces(folder.toString(), List.of()),
                new Application.SecretPorts(new DirectorySecretStore(home.resolve("secrets"), Assertions::fail),
                        new YamlSecretFormat()), (_, key) -> Optional.of("value"),
                new DirectoryComponentStore(folder, policies, _ -> {}), AuditTrail.none(), "test",
                List.of("--plugin-dir", folder.toString()));
        var trust = new Application.TrustPorts(TrustPolicy::usual, (_, _, _) -> new Finding.Wrong("none"), List::of, () -> 0);
        try (var application = new Application(runtime, List.of(runtime), ports, trust)) {
            application.loadComponent().load("it");
            MissingPermission missing =
                    application.callTool().call("run", JsonObject.empty(), Caller.silent()).missing().getFirst();
            List<String> words = new CommandLine(home).words(missing.remedy().orElseThrow().command());
            assertEquals(0, wassette(words), () -> words.toString());
            application.callTool().call("run", JsonObject.empty(), Caller.silent());
        }
        assertTrue(allows(runtime.grants.getLast(), kind, target), runtime.grants::toString);
    }

    private static int wassette(List<String> words) {
        Map<String, String> environment = Map.of();
        var wiring = new Wiring(environment, InputStream.nullInputStream(), OutputStream.nullOutputStream());
        var err = new ByteArrayOutputStream();
        int status = new WassetteCli(wiring, environment, "test", InputStream.nullInputStream(), new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(err)).run(words);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        return status;
    }

    private static boolean allows(Grant grant, ComponentRuntime.Denied.Kind kind, String target) {
        return switch (kind) {
            case NETWORK -> allowsRequest(grant, URI.create(target.contains("://") ? target : "http://" + target));
            case READING, WRITING -> grant.storage().allow().size() == 1;
            case ENVIRONMENT -> grant.environment().containsKey(target);
        };
    }

    private static boolean allowsRequest(Grant grant, URI uri) {
        int port = uri.getPort() >= 0 ? uri.getPort() : 80;
        return grant.network().allowsRequest(uri.getScheme(), uri.getHost().replaceAll("[\\[\\]]", ""), port);
    }
}
