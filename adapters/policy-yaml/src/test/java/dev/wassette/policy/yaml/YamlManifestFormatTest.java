package dev.wassette.policy.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.application.port.out.ManifestFormat.Malformed;
import dev.wassette.application.port.out.ManifestFormat.Read;
import dev.wassette.domain.Digest;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.Resource;
import dev.wassette.domain.policy.ResourcePermission;
import dev.wassette.domain.policy.Rules;
import dev.wassette.domain.policy.StoragePermission;
import dev.wassette.domain.provision.ManifestEntry;
import dev.wassette.domain.provision.ManifestEntry.Retry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlManifestFormatTest {

    private static List<ManifestEntry> entries(String text) {
        return assertInstanceOf(Read.class, new YamlManifestFormat().read(text)).entries();
    }

    @Test
    void readsAllThatAManifestCanSay() {
        assertEquals(List.of(
                new ManifestEntry("oci://ghcr.io/acme/weather:1", Optional.of("weather"),
                        Optional.of(new Digest("0123456789abcdef".repeat(4))),
                        Optional.of(new Policy("1.0", Optional.empty(),
                                new Rules<>(List.of(new StoragePermission("fs:///tmp/data", Set.of(Access.READ, Access.WRITE))), List.of()),
                                new Rules<>(List.of(new NetworkPermission.Host("api.example.com")), List.of()),
                                List.of(new EnvironmentPermission("API_KEY")),
                                List.of(new ResourcePermission(Resource.MEMORY, "67108864"),
                                        new ResourcePermission(Resource.CPU_TIME, "500ms")))),
                        new Retry(3, 100, true)),
                new ManifestEntry("file:///opt/other.wasm", Optional.empty(), Optional.empty(), Optional.empty(), Retry.never())),
                entries("""
                        version: 1
                        components:
                          - uri: oci://ghcr.io/acme/weather:1
                            name: weather
                            digest: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                            permissions:
                              network: {allow: [{host: api.example.com}]}
                              storage: {allow: [{uri: "fs:///tmp/data", access: [read, write]}]}
                              environment: {allow: [{key: API_KEY, value_from: API_KEY}]}
                              resources: {memory_bytes: 67108864, cpu_time_ms: 500}
                            retry_policy: {attempts: 3, backoff: {type: exponential, base_ms: 100}}
                          - uri: file:///opt/other.wasm
                            permissions: {}
                        """));
    }

    @Test
    void waitsLongerEachTime() {
        assertEquals(List.of(100L, 200L, 400L), List.of(1, 2, 3).stream().map(new Retry(3, 100, true)::wait).toList());
        assertEquals(List.of(100L, 200L, 300L), List.of(1, 2, 3).stream().map(new Retry(3, 100, false)::wait).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                                                    | The manifest is empty
            {version: 2, components: []}                                        | 'version' is not 1
            {components: []}                                                    | 'version' is missing
            {version: 1}                                                        | 'components' is missing
            {version: 1, components: []}                                        | 'components' can't be empty
            {version: 1, components: {}}                                        | 'components' must be a list
            {version: 1, components: [a]}                                       | 'components[0]' must be a mapping
            {version: 1, componentz: [a]}                                       | 'componentz' is unknown; there are version, components
            {version: 1, components: [{permissions: {}}]}                       | 'components[0].uri' is missing
            {version: 1, components: [{uri: 'ftp://a', permissions: {}}]}       | 'components[0].uri' must begin with file://, oci://
            {version: 1, components: [{uri: 'oci://a/b'}]}                      | 'components[0].permissions' is missing
            {version: 1, components: [{uri: 'oci://a/b', permissions: {}}, {uri: 'oci://a/b', permissions: {}}]} | 'components[1].uri' is there twice
            {version: 1, components: [{uri: 'oci://a/b', permissions: {}, digest: 'sha256:12'}]} | 'components[0].digest' must be sha256:
            {version: 1, components: [{uri: 'oci://a/b', permissions: {netwrok: {}}}]} | 'components[0].permissions.netwrok' is unknown
            {version: 1, components: [{uri: 'oci://a/b', permissions: {allow: []}}]} | 'components[0].permissions.allow' is unknown
            {version: 1, components: [{uri: 'oci://a/b', permissions: {network: {allow: []}}}]} | 'components[0].permissions.network.allow' can't be empty
            {version: 1, components: [{uri: 'oci://a/b', permissions: {network: {allow: [{host: ''}]}}}]} | 'components[0].permissions.network.allow[0].host' must be a text
            {version: 1, components: [{uri: 'oci://a/b', permissions: {network: {allow: [{host: 'a*b'}]}}}]} | 'components[0].permissions.network.allow[0]' is no permission
            {version: 1, components: [{uri: 'oci://a/b', permissions: {storage: {allow: [{uri: '/tmp', access: [read]}]}}}]} | 'components[0].permissions.storage.allow[0].uri' must begin with fs://
            {version: 1, components: [{uri: 'oci://a/b', permissions: {storage: {allow: [{uri: 'fs:///tmp', access: []}]}}}]} | .access' can't be empty
            {version: 1, components: [{uri: 'oci://a/b', permissions: {storage: {allow: [{uri: 'fs:///tmp', access: [run]}]}}}]} | .access[0]' must be read or write
            {version: 1, components: [{uri: 'oci://a/b', permissions: {environment: {allow: [{key: A}, {key: A}]}}}]} | 'components[0].permissions.environment.allow[1].key' is there twice: A
            {version: 1, components: [{uri: 'oci://a/b', permissions: {environment: {allow: [{key: A, value_from: B}]}}}]} | value_from' is not supported: give the server the variable 'A'
            {version: 1, components: [{uri: 'oci://a/b', permissions: {resources: {memory_bytes: -1}}}]} | memory_bytes' must be a whole number from 1
            {version: 1, components: [{uri: 'oci://a/b', permissions: {}, retry_policy: {attempts: 1000, backoff: {type: linear, increment_ms: 1}}}]} | 'components[0].retry_policy.attempts' must be a whole number from 0 to 10
            {version: 1, components: [{uri: 'oci://a/b', permissions: {}, retry_policy: {attempts: 1, backoff: {type: odd}}}]} | backoff.type' must be exponential or linear
            {version: 1, components: [                                          | Not valid YAML
            """)
    void saysWhereItIsWrong(String text, String complaint) {
        String reason = assertInstanceOf(Malformed.class, new YamlManifestFormat().read(text)).reason();
        assertTrue(reason.contains(complaint), reason);
    }
}
