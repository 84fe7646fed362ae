package dev.wassette.policy.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.PolicyFormat.Malformed;
import dev.wassette.application.port.out.PolicyFormat.Read;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.Resource;
import dev.wassette.domain.policy.ResourcePermission;
import dev.wassette.domain.policy.Revocation;
import dev.wassette.domain.policy.Rules;
import dev.wassette.domain.policy.StoragePermission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlPolicyFormatTest {
    private static final Policy EMPTY = Policy.empty(new ComponentId("tool"));
    private static final String FULL = """
            # yaml-language-server: $schema=https://example.com/v1.json
            $schema: https://example.com/v1.json
            version: "1.0"
            description: "Weather tool permissions"
            permissions:
              storage:
                allow:
                  # what it works on
                  - uri: "fs://workspace/**"
                    access: ["read", "write"]
                  - uri: fs://config/app.yaml
                    access:
                      - read
                deny:
                  - {uri: "fs://workspace/private", access: [read, write]}
              network:
                allow:
                  - host: "api.weather.com"   # the point of it
                  - cidr: 10.0.0.0/8
                  - defaults: true
                  - teleport: mars
                deny:
                  - host: evil.example
              environment:
                allow:
                  - key: API_KEY
              resources:
                limits:
                  cpu: 500m
                  memory: 512Mi
                  wall_time: 90s
                  novelty: 3
                io: 100
              runtime:
                docker: {security: {privileged: false}}
              ipc: null
            """;

    private final YamlPolicyFormat format = new YamlPolicyFormat();

    private Policy read(String text) {
        return assertInstanceOf(Read.class, format.read(text)).policy();
    }

    private String refused(String text) {
        return assertTimeoutPreemptively(Duration.ofSeconds(20),
                () -> assertInstanceOf(Malformed.class, format.read(text)).reason());
    }

    private static String permissions(String yaml) {
        return "version: '1.0'\npermissions:\n" + yaml.indent(2);
    }

    @Test
    void readsAllThatTheFormatHas() {
        var both = Set.of(Access.READ, Access.WRITE);
        assertEquals(new Policy("1.0", Optional.of("Weather tool permissions"),
                new Rules<>(List.of(new StoragePermission("fs://workspace/**", both),
                                new StoragePermission("fs://config/app.yaml", Set.of(Access.READ))),
                        List.of(new StoragePermission("fs://workspace/private", both))),
                new Rules<>(List.of(new NetworkPermission.Host("api.weather.com"),
                                new NetworkPermission.Cidr("10.0.0.0/8"), new NetworkPermission.Defaults()),
                        List.of(new NetworkPermission.Host("evil.example"))),
                List.of(new EnvironmentPermission("API_KEY")),
                List.of(new ResourcePermission(Resource.MEMORY, "512Mi"), new ResourcePermission(Resource.CPU, "500m"),
                        new ResourcePermission(Resource.WALL_TIME, "90s"))),
                read(FULL));
    }

    @Test
    void readsPoliciesThatAllowNothing() {
        for (String nothing : List.of("permissions:", "permissions: {}", "permissions: null",
                "permissions: {storage: , network: {}, environment: {allow: }, resources: ~}",
                "permissions: {storage: {allow: null, deny: []}}")) {
            assertEquals(new Policy("1.0", Optional.empty(), Rules.none(), Rules.none(), List.of(), List.of()),
                    read("version: 1.0\n" + nothing));
        }
    }

    @Test
    void readsMemoryAsMegabytesOrBytes() {
        assertEquals(512L << 20, read(permissions("resources: {limits: {memory: 512}}")).resources().getFirst().amount());
        assertEquals(512, read(permissions("resources: {limits: {memory: '512'}}")).resources().getFirst().amount());
        assertEquals(64L << 20, read(permissions("resources: {memory: 64}")).resources().getFirst().amount());
        assertEquals(1L << 20,
                read(permissions("resources: {memory: 64, limits: {memory: 1Mi}}")).resources().getFirst().amount());
        assertEquals(500, read(permissions("resources: {cpu: 0.5}")).resources().getFirst().amount());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("", "The policy is empty"),
                Arguments.of("# only a comment\n", "A policy needs the key 'version' at its top"),
                Arguments.of("- a", "A policy is a mapping with keys (line 1, column 1)"),
                Arguments.of("permissions: {}", "A policy needs the key 'version' at its top"),
                Arguments.of("version: '1.0'\nstorage: {}", "A policy needs the key 'permissions' at its top"),
                Arguments.of("version: '1.0'\npermissions: {resources: {limits: {stack: 17Mi}}}",
                        "stack value too large: 17Mi (at most 16Mi) (line 2, column 43)"),
                Arguments.of("version: '1.0'\npermissions: {resources: {limits: {stack: 0}}}",
                        "stack limit cannot be zero: 0 (line 2, column 43)"),
                Arguments.of("version: '1.0'\npermissions: {resources: {limits: {stack: -1}}}",
                        "Invalid stack value: -1 (write an integer,"),
                Arguments.of("version: '1.0'\npermissions: {resources: {limits: {stack: [1]}}}",
                        "A text is expected here (line 2, column 43)"),
                Arguments.of("version: '2.0'\npermissions: {}", "Unsupported version: 2.0 (line 1, column 10)"),
                Arguments.of("version: '1.0'\npermissions: {storage: {allow: [{uri: 'fs:///a'}]}}",
                        "Permission validation failed: Storage needs some access permissions (line 2, column 33)"),
                Arguments.of(permissions("storage: {allow: [{uri: , access: [read]}]}"), "Storage URI can't be empty"),
                Arguments.of(permissions("storage: {allow: [{uri: 'fs:///a', access: [execute]}]}"),
                        "Invalid access type: execute (line 3,"),
                Arguments.of(permissions("network: {allow: [{host: ''}]}"), "Host can't be empty"),
                Arguments.of(permissions("network:\n  allow:\n  - host: a\n  - host: '**'"),
                        "Too many wildcards in host: ** (line 6, column 7)"),
                Arguments.of(permissions("network: {allow: [{cidr: 10.0.0.0}]}"), "CIDR needs a slash: 10.0.0.0"),
                Arguments.of(permissions("network: {allow: {host: a}}"), "'allow' is a list"),
                Arguments.of(permissions("network: {allow: [a]}"), "A permission is a mapping with keys"),
                Arguments.of(permissions("network: {allow: [{host: [a]}]}"), "A text is expected here"),
                Arguments.of(permissions("network: [a]"), "A section of the permissions is a mapping with keys"),
                Arguments.of(permissions("network: {deny: [{teleport: mars}]}"), "cannot deny"),
                Arguments.of(permissions("network: {deny: [{host: a, cidr: 10.0.0.0/8}]}"), "not both"),
                Arguments.of(permissions("environment: {deny: [{key: A}]}"), "knows no 'deny'"),
                Arguments.of(permissions("environment: {allow: [{key: A*}]}"),
                        "No wildcards allowed in environment keys: A*"),
                Arguments.of(permissions("resources: {limits: {memory: 1.5}}"), "Invalid memory value: 1.5"),
                Arguments.of(permissions("resources: {limits: {memory: 0}}"), "Memory limit cannot be zero: 0"),
                Arguments.of(permissions("resources: {limits: {wall_time: soon}}"), "Invalid wall_time value: soon"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsWrongAndWhere(String text, String message) {
        String refusal = refused(text);
        assertTrue(refusal.contains(message), refusal);
    }

    static Stream<Arguments> attacks() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [lol]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        return Stream.of(
                Arguments.of("billion laughs", laughs.toString(), "anchors and aliases"),
                Arguments.of("an alias to itself", "&a [*a]", "anchors and aliases"),
                Arguments.of("a merge key", "a: &a {version: '1.0'}\n<<: *a", "anchors and aliases"),
                Arguments.of("a merge key without an alias",
                        "version: '1.0'\npermissions: {network: {<<: {deny: [{host: a}]}}}", "merge keys"),
                Arguments.of("a Java object", "!!javax.script.ScriptEngineManager [!!java.net.URL ['http://x']]", "tags"),
                Arguments.of("a tag of our own", "version: !x '1.0'", "tags"),
                Arguments.of("a harmless tag", "version: !!str 1.0\npermissions: {}", "tags"),
                Arguments.of("deep lists", "[".repeat(100_000), "too deep"),
                Arguments.of("deep mappings", "{a: ".repeat(60_000), "too deep"),
                Arguments.of("deep indentation", deepIndentation(), "too deep"),
                Arguments.of("many parts", "[" + "a,".repeat(30_000) + "]", "too many parts"),
                Arguments.of("a large text", "a".repeat(300_000), "at most 262144 characters"),
                Arguments.of("a large comment", "#" + "a".repeat(300_000), "at most 262144 characters"),
                Arguments.of("many documents", "---\n".repeat(50_000), "one document"),
                Arguments.of("two documents", "version: '1.0'\npermissions: {}\n---\npermissions: {}", "one document"),
                Arguments.of("a key twice", "version: '1.0'\npermissions: {}\npermissions: {network: {}}",
                        "Duplicate key 'permissions' (line 3, column 1)"),
                Arguments.of("a key twice, deep", "version: '1.0'\npermissions: {network: {deny: [], deny: []}}",
                        "Duplicate key 'deny'"),
                Arguments.of("a list as a key", "? [a, b]\n: c", "A key of a policy is a text"),
                Arguments.of("a control character", "version: '1.0'\u0000", "Not valid YAML"),
                Arguments.of("half a surrogate", "version: '\ud800'", "Not valid YAML"),
                Arguments.of("a tab", "version:\n\t- a", "Not valid YAML"),
                Arguments.of("an open quote", "version: \"1.0", "Not valid YAML"),
                Arguments.of("a long number", "version: '1.0'\npermissions: {resources: {limits: {memory: "
                        + "9".repeat(200_000) + "}}}", "Invalid memory value"));
    }

    private static String deepIndentation() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append(" ".repeat(i)).append("a:\n");
        }
        return text.toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void standsAgainst(String name, String text, String message) {
        String refusal = refused(text);
        assertTrue(refusal.contains(message), name + ": " + refusal.substring(0, Math.min(500, refusal.length())));
    }

    @Test
    void writesANewPolicy() {
        Policy policy = EMPTY
                .granting(new StoragePermission("fs:///tmp/data", Set.of(Access.WRITE, Access.READ)))
                .granting(new NetworkPermission.Host("*"))
                .granting(new NetworkPermission.Host("[::1]:80"))
                .granting(new NetworkPermission.Defaults())
                .granting(new EnvironmentPermission("true"))
                .granting(new ResourcePermission(Resource.MEMORY, "1024"));
        String text = format.write(policy, Optional.empty());
        assertEquals("""
                version: '1.0'
                description: 'Auto-generated policy for component: tool'
                permissions:
                  storage:
                    allow:
                    - uri: fs:///tmp/data
                      access: [read, write]
                  network:
                    allow:
                    - host: '*'
                    - host: '[::1]:80'
                    - defaults: true
                  environment:
                    allow:
                    - key: 'true'
                  resources:
                    limits:
                      memory: '1024'
                """, text);
        assertEquals(policy, read(text));
        assertEquals(text, format.write(policy, Optional.of(text)));
    }

    @Test
    void writesAPolicyWithoutPermissions() {
        String text = format.write(EMPTY, Optional.empty());
        assertEquals("version: '1.0'\ndescription: 'Auto-generated policy for component: tool'\npermissions: {}\n", text);
        assertEquals(EMPTY, read(text));
    }

    @Test
    void writesNullForAnEmptiedList() {
        String before = format.write(EMPTY.granting(new EnvironmentPermission("A")), Optional.empty());
        String after = format.write(EMPTY, Optional.of(before));
        assertTrue(after.endsWith("permissions:\n  environment:\n    allow: null\n"), after);
        assertEquals(EMPTY, read(after));
    }

    @Test
    void changesOnlyWhatDiffers() {
        Policy changed = read(FULL)
                .granting(new NetworkPermission.Host("new.example"))
                .revoking(new Revocation.Network("10.0.0.0/8"))
                .revoking(new Revocation.Limit(Resource.CPU))
                .granting(new StoragePermission("fs://config/app.yaml", Set.of(Access.WRITE)));
        String text = format.write(changed, Optional.of(FULL));
        assertEquals(changed, read(text));
        for (String kept : List.of("$schema=https://example.com/v1.json", "$schema: https://example.com/v1.json",
                "# what it works on", "# the point of it", "teleport: mars", "evil.example", "fs://workspace/private",
                "novelty: 3", "io: 100", "privileged: false", "ipc: null", "version: \"1.0\"")) {
            assertTrue(text.contains(kept), kept + " in " + text);
        }
        assertTrue(!text.contains("10.0.0.0/8") && !text.contains("500m"), text);
        assertEquals(text, format.write(changed, Optional.of(text)));
    }

    @Test
    void writesWhatIsDenied() {
        Policy policy = EMPTY.denying(new NetworkPermission.Cidr("10.0.0.0/8"))
                .granting(new StoragePermission("fs:///srv", Set.of(Access.READ)))
                .denying(new StoragePermission("fs:///srv/private/**", Set.of(Access.READ, Access.WRITE)));
        String text = format.write(policy, Optional.empty());
        assertTrue(text.endsWith("""
                permissions:
                  storage:
                    allow:
                    - uri: fs:///srv
                      access: [read]
                    deny:
                    - uri: fs:///srv/private/**
                      access: [read, write]
                  network:
                    deny:
                    - cidr: 10.0.0.0/8
                """), text);
        assertEquals(policy, read(text));
        String after = format.write(policy.undenying(new Revocation.Network("10.0.0.0/8")), Optional.of(text));
        assertTrue(after.endsWith("  network:\n    deny: null\n"), after);
        assertEquals(text, format.write(policy, Optional.of(after)));
    }

    /// One node in two places of a tree would be written as an anchor and an alias, which no policy may have.
    @Test
    void whatIsThereTwiceIsWrittenSoThatItCanBeRead() {
        String twice = """
                version: "1.0"
                permissions:
                  storage:
                    allow:
                      - {uri: "fs:///data", access: [read]}
                      - {uri: "fs:///data", access: [read]}
                  network:
                    allow:
                      - host: a.example
                      - host: a.example
                """;
        Policy policy = assertInstanceOf(Read.class, format.read(twice)).policy();
        Policy more = policy.granting(new NetworkPermission.Host("b.example"));
        assertEquals(more, assertInstanceOf(Read.class, format.read(format.write(more, Optional.of(twice)))).policy());
    }
}
