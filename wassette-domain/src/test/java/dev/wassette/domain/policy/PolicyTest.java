package dev.wassette.domain.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.domain.ComponentId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final Policy EMPTY = Policy.empty(new ComponentId("tool"));
    private static final Set<Access> READ = Set.of(Access.READ);
    private static final Set<Access> WRITE = Set.of(Access.WRITE);
    private static final Set<Access> BOTH = Set.of(Access.READ, Access.WRITE);
    private static final ProtectedPlaces PLACES =
            new ProtectedPlaces("/home/u/components", List.of("/home/u/secrets", "/home/u/config.toml"));

    private static Grant resolve(Policy policy) {
        return policy.resolve(new Surroundings(PLACES, key -> Optional.ofNullable(Map.of("A", "1").get(key))));
    }

    private static ResourceLimits limits(String... keysAndTexts) {
        Policy policy = EMPTY;
        for (int i = 0; i < keysAndTexts.length; i += 2) {
            policy = policy.granting(
                    new ResourcePermission(Resource.of(keysAndTexts[i]).orElseThrow(), keysAndTexts[i + 1]));
        }
        return resolve(policy).resources();
    }

    @ParameterizedTest
    @CsvSource({
        "'', Storage URI can't be empty",
        "fs:///a/***, Too many wildcards in: fs:///a/***",
        "fs:///a**, Wildcard ** needs to be its own path segment in: fs:///a**",
        "fs:///**a/b, Wildcard ** needs to be its own path segment in: fs:///**a/b",
        "fs:///a/*b*, Multiple * in path segment '*b*' - that's weird",
        "fs:///a/../b, Storage URI can't lead upwards by '..': fs:///a/../b",
        "fs://.., Storage URI can't lead upwards by '..': fs://..",
    })
    void refusesWhatIsNoStorageUri(String uri, String message) {
        assertEquals(message,
                assertThrows(InvalidPermission.class, () -> new StoragePermission(uri, READ)).getMessage());
    }

    @Test
    void refusesOtherSchemesAndNoAccess() {
        assertThrows(InvalidPermission.class, () -> new StoragePermission("/tmp", READ));
        assertThrows(InvalidPermission.class, () -> new StoragePermission("file:///tmp", READ));
        assertThrows(InvalidPermission.class, () -> new StoragePermission("fs:///a\0b", READ));
        assertEquals("Storage needs some access permissions",
                assertThrows(InvalidPermission.class, () -> new StoragePermission("fs:///a", Set.of())).getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "'', Environment key can't be empty", "' ', Environment key can't be empty",
        "API_*, No wildcards allowed in environment keys: API_*"})
    void refusesWhatIsNoEnvironmentKey(String key, String message) {
        assertEquals(message,
                assertThrows(InvalidPermission.class, () -> new EnvironmentPermission(key)).getMessage());
        assertThrows(InvalidPermission.class, () -> new EnvironmentPermission("A=B"));
    }

    @ParameterizedTest
    @CsvSource({"1024, 1024", "2048Ki, 2097152", "512Mi, 536870912", "1Gi, 1073741824", "2Ti, 2199023255552"})
    void readsMemory(String text, long bytes) {
        assertEquals(bytes, limits("memory", text).memoryBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "'', Invalid memory value:", "512M, Invalid memory value: 512M", "512m, Invalid memory value: 512m",
        "512K, Invalid memory value: 512K", "1.5Gi, Invalid memory value: 1.5Gi", "-1, Invalid memory value: -1",
        "' 1', Invalid memory value:", "Mi, Invalid memory value: Mi", "1e3, Invalid memory value: 1e3",
        "１, Invalid memory value:", "123456789012345678901, Invalid memory value:",
        "0, Memory limit cannot be zero: 0", "0Mi, Memory limit cannot be zero: 0Mi",
        "99999999999Ti, Memory value too large: 99999999999Ti"})
    void refusesWhatIsNoMemory(String text, String message) {
        String found = assertThrows(InvalidPermission.class,
                () -> new ResourcePermission(Resource.MEMORY, text)).getMessage();
        assertTrue(found.startsWith(message), found);
    }

    @ParameterizedTest
    @CsvSource({"90s, 90000", "90, 90000", "1500ms, 1500", "2m, 120000", "24h, 86400000"})
    void readsTime(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), limits("wall_time", text).time());
    }

    @ParameterizedTest
    @ValueSource(strings = {"25h", "0s", "1d", "s", "-1s", "1.5s", "99999999999999999999h"})
    void refusesWhatIsNoTime(String text) {
        assertThrows(InvalidPermission.class, () -> new ResourcePermission(Resource.WALL_TIME, text));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, Invalid stack value: -1", "'', Invalid stack value:", "deep, Invalid stack value: deep",
        "1.5Mi, Invalid stack value: 1.5Mi", "1M, Invalid stack value: 1M", "0, stack limit cannot be zero: 0",
        "1, stack value too small: 1 (at least 128Ki)", "127Ki, stack value too small: 127Ki (at least 128Ki)",
        "16777217, stack value too large: 16777217 (at most 16Mi)", "17Mi, stack value too large: 17Mi (at most 16Mi)",
        "99999999999999999999Ti, stack value too large: 99999999999999999999Ti (at most 16Mi)"})
    void refusesAStackThatNoThreadHas(String text, String message) {
        String found = assertThrows(InvalidPermission.class,
                () -> new ResourcePermission(Resource.STACK, text)).getMessage();
        assertTrue(found.startsWith(message), found);
    }

    @ParameterizedTest
    @CsvSource({"128Ki, 131072", "300000, 300000", "16Mi, 16777216"})
    void readsAStack(String text, long bytes) {
        assertEquals(bytes, limits("stack", text).stackBytes());
    }

    @ParameterizedTest
    @CsvSource({"500m, 30", "0.5, 30", "1, 60", "0.25, 15", "2, 120"})
    void takesCpuForAPartOfTheWallTime(String cpu, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), limits("cpu", cpu).cpuTime());
    }

    @Test
    void takesTheLesserOfCpuAndCpuTime() {
        assertEquals(Duration.ofSeconds(10), limits("cpu", "500m", "cpu_time", "10s").cpuTime());
        assertEquals(Duration.ofSeconds(5), limits("cpu", "500m", "cpu_time", "10s", "wall_time", "10s").cpuTime());
        assertThrows(InvalidPermission.class, () -> new ResourcePermission(Resource.CPU, "-1"));
        assertThrows(InvalidPermission.class, () -> new ResourcePermission(Resource.CPU, "0.0001"));
    }

    @Test
    void everyLimitCanBeSet() {
        assertEquals(new ResourceLimits(1, Duration.ofSeconds(2), Duration.ofSeconds(3), 4, 1 << 20, 5, 6, 7, 8, 9, 10),
                limits("memory", "1", "wall_time", "2s", "cpu_time", "3s", "table_elements", "4", "stack", "1Mi",
                        "result_size", "5", "concurrent_calls", "6", "open_handles", "7", "open_files", "8", "request_body", "9",
                        "response_body", "10"));
        assertEquals(ResourceLimits.defaults(), limits());
    }

    @Test
    void grantsAndRevokes() {
        Policy policy = EMPTY
                .granting(new StoragePermission("fs:///a", READ))
                .granting(new StoragePermission("fs:///b", READ))
                .granting(new StoragePermission("fs:///a", WRITE))
                .granting(new NetworkPermission.Host("example.com"))
                .granting(new NetworkPermission.Host("example.com"))
                .granting(new EnvironmentPermission("A"))
                .granting(new EnvironmentPermission("A"))
                .granting(new ResourcePermission(Resource.MEMORY, "1Gi"))
                .granting(new ResourcePermission(Resource.MEMORY, "2Gi"));
        assertEquals(List.of(new StoragePermission("fs:///a", BOTH), new StoragePermission("fs:///b", READ)),
                policy.storage().allow());
        assertEquals(List.of(new NetworkPermission.Host("example.com")), policy.network().allow());
        assertEquals(List.of(new EnvironmentPermission("A")), policy.environment());
        assertEquals(List.of(new ResourcePermission(Resource.MEMORY, "2Gi")), policy.resources());

        assertEquals(EMPTY, policy
                .revoking(new Revocation.Storage("fs:///a"))
                .revoking(new Revocation.Storage("fs:///b"))
                .revoking(new Revocation.Storage("fs:///never"))
                .revoking(new Revocation.Network("example.com"))
                .revoking(new Revocation.Environment("A"))
                .revoking(new Revocation.Limit(Resource.MEMORY)));
    }

    @Test
    void deniesAndTakesDenialsBack() {
        Policy allowed = EMPTY.granting(new NetworkPermission.Host("a.example"))
                .granting(new StoragePermission("fs:///a", BOTH));
        Policy policy = allowed
                .denying(new StoragePermission("fs:///a", READ))
                .denying(new StoragePermission("fs:///a", WRITE))
                .denying(new NetworkPermission.Host("a.example"))
                .denying(new NetworkPermission.Host("a.example"))
                .denying(new NetworkPermission.Cidr("10.0.0.0/8"));
        assertEquals(List.of(new StoragePermission("fs:///a", BOTH)), policy.storage().deny());
        assertEquals(List.of(new NetworkPermission.Host("a.example"), new NetworkPermission.Cidr("10.0.0.0/8")),
                policy.network().deny());
        assertEquals(allowed.network().allow(), policy.network().allow());

        Policy revoked = policy.revoking(new Revocation.Network("a.example")).revoking(new Revocation.Storage("fs:///a"));
        assertEquals(policy.network().deny(), revoked.network().deny());
        assertEquals(policy.storage().deny(), revoked.storage().deny());
        assertEquals(List.of(), revoked.network().allow());

        assertEquals(allowed, policy
                .undenying(new Revocation.Storage("fs:///a"))
                .undenying(new Revocation.Storage("fs:///never"))
                .undenying(new Revocation.Network("a.example"))
                .undenying(new Revocation.Network("10.0.0.0/8")));
    }

    @Test
    void tellsWhatItHasBeyondAnother() {
        Policy one = EMPTY.granting(new NetworkPermission.Host("a.example"))
                .granting(new StoragePermission("fs:///a", READ))
                .granting(new ResourcePermission(Resource.MEMORY, "1Gi"));
        Policy other = EMPTY.granting(new StoragePermission("fs:///a", BOTH))
                .granting(new EnvironmentPermission("A"))
                .granting(new ResourcePermission(Resource.MEMORY, "1Gi"))
                .denying(new NetworkPermission.Host("a.example"));
        assertEquals(EMPTY.granting(new NetworkPermission.Host("a.example")).granting(new StoragePermission("fs:///a", READ)),
                one.beyond(other));
        assertEquals(EMPTY.granting(new StoragePermission("fs:///a", BOTH)).granting(new EnvironmentPermission("A"))
                .denying(new NetworkPermission.Host("a.example")), other.beyond(one));
        assertEquals(EMPTY, one.beyond(one));
    }

    @Test
    void joinsEntriesOfOneUriThatWereWrittenTwice() {
        var twice = new Rules<>(
                List.of(new StoragePermission("fs:///a", READ), new StoragePermission("fs:///a", READ)), List.of());
        var policy = new Policy("1.0", Optional.empty(), twice, Rules.none(), List.of(), List.of());
        assertEquals(List.of(new StoragePermission("fs:///a", BOTH)),
                policy.granting(new StoragePermission("fs:///a", WRITE)).storage().allow());
    }

    @ParameterizedTest
    @CsvSource({"2.0", "1", "''", "01.0"})
    void refusesOtherVersions(String version) {
        assertEquals("Unsupported version: " + version, assertThrows(InvalidPermission.class, () -> new Policy(version,
                Optional.empty(), Rules.none(), Rules.none(), List.of(), List.of())).getMessage());
    }

    @Test
    void resolvesToNothingByDefault() {
        assertEquals(StorageGrant.nothing(), resolve(EMPTY).storage());
        assertEquals(Map.of(), resolve(EMPTY).environment());
        assertFalse(resolve(EMPTY).network().allowsRequest("https", "example.com", 443));
    }

    @ParameterizedTest
    @CsvSource({
        "fs:///srv/data, /srv/data, /srv/data",
        "fs:///srv//data/./x/, /srv/data/x, /srv/data/x",
        "fs:///srv/data/**, /srv/data/**, /srv/data/**",
        "fs:///**, /**, /**",
        "fs://workspace/**, /home/u/components/workspace/**, workspace/**",
        "fs://workspace/*.csv, /home/u/components/workspace/*.csv, workspace/*.csv",
        "fs://config/app.yaml, /home/u/components/config/app.yaml, config/app.yaml",
        "fs://, /home/u/components, ''",
    })
    void placesPaths(String uri, String path, String guestPath) {
        Policy policy = EMPTY.granting(new StoragePermission(uri, READ));
        assertEquals(List.of(new StorageRule(path, guestPath, READ)), resolve(policy).storage().allow());
    }

    @Test
    void deniesWhatIsProtectedAndWhatThePolicyDenies() {
        var rules = new Rules<>(List.of(new StoragePermission("fs:///home/**", READ)),
                List.of(new StoragePermission("fs://private", WRITE)));
        var policy = new Policy("1.0", Optional.empty(), rules, Rules.none(), List.of(), List.of());
        List<String> denied = resolve(policy).storage().deny().stream().map(StorageRule::path).toList();
        assertTrue(denied.containsAll(List.of("/home/u/components/private", "/home/u/components/*.wasm",
                "/home/u/components/*.policy.yaml", "/home/u/secrets", "/home/u/config.toml")), denied.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "fs:///home/u/secrets, true", "fs:///home/u/secrets/tool.yaml, true", "fs:///home/u/secrets/**, true",
        "fs:///home/u/config.toml, true", "fs:///home/u/components/tool.policy.yaml, true",
        "fs://tool.policy.yaml, true", "fs://TOOL.POLICY.YAML, true", "fs://./tool.wasm, true", "fs://*.wasm, true",
        "fs://tool.cwasm, true", "fs://downloads/x, true", "fs://.tmp, true",
        "fs://workspace, false", "fs://workspace/tool.policy.yaml, false", "fs:///home/u/**, false", "fs:///**, false",
        "fs://, false", "fs:///home/u/secrets2, false", "fs:///tmp/x.wasm, false"})
    void knowsPermissionsThatCouldHaveNoEffect(String uri, boolean covered) {
        assertEquals(covered, PLACES.cover(new StoragePermission(uri, READ)));
    }

    @Test
    void givesGrantedVariablesThatHaveAValue() {
        Policy policy = EMPTY.granting(new EnvironmentPermission("A")).granting(new EnvironmentPermission("B"));
        assertEquals(Map.of("A", "1"), resolve(policy).environment());
    }
}
