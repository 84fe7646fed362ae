package dev.wassette.policy.yaml;

import dev.wassette.application.port.out.ManifestFormat;
import dev.wassette.domain.Digest;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.InvalidPermission;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.Resource;
import dev.wassette.domain.policy.ResourcePermission;
import dev.wassette.domain.policy.Rules;
import dev.wassette.domain.policy.StoragePermission;
import dev.wassette.domain.provision.ManifestEntry;
import dev.wassette.domain.provision.ManifestEntry.Retry;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/// Provisioning manifests as YAML (contract J). Safe for use by several threads.
public final class YamlManifestFormat implements ManifestFormat {
    private static final List<String> SCHEMES = List.of("file://", "oci://", "https://", "http://");

    /// Keeps nothing.
    public YamlManifestFormat() {}

    @Override
    public Reading read(String text) {
        try {
            Optional<Node> root = YamlTree.read(text);
            if (root.isEmpty()) {
                return new Malformed("The manifest is empty");
            }
            return new Read(entries(new Place("", root.get())));
        } catch (Malformation e) {
            return new Malformed(e.getMessage());
        }
    }

    private static List<ManifestEntry> entries(Place top) throws Malformation {
        top.requireKeys("version", "components");
        if (!top.member("version").text().equals("1")) {
            throw top.member("version").wrong("is not 1, the only version there is");
        }
        List<ManifestEntry> entries = new ArrayList<>();
        Set<String> uris = new HashSet<>();
        for (Place each : top.member("components").elements(YamlLimits.MAX_COMPONENTS)) {
            entries.add(entry(each));
            if (!uris.add(entries.getLast().uri())) {
                throw each.member("uri").wrong("is there twice: " + entries.getLast().uri());
            }
        }
        return entries;
    }

    private static ManifestEntry entry(Place entry) throws Malformation {
        entry.requireKeys("uri", "name", "digest", "permissions", "retry_policy");
        Place uri = entry.member("uri");
        if (SCHEMES.stream().noneMatch(uri.text()::startsWith)) {
            throw uri.wrong("must begin with " + String.join(", ", SCHEMES));
        }
        Optional<Place> digest = entry.find("digest");
        Optional<Digest> wanted = digest.isEmpty() ? Optional.empty() : Digest.parse(digest.get().text());
        if (digest.isPresent() && wanted.isEmpty()) {
            throw digest.get().wrong("must be sha256: and 64 hexadecimal digits");
        }
        Optional<Place> retry = entry.find("retry_policy");
        Optional<Place> name = entry.find("name");
        return new ManifestEntry(uri.text(), name.isEmpty() ? Optional.empty() : Optional.of(name.get().text()), wanted,
                policy(entry.requireKey("permissions")), retry.isEmpty() ? Retry.never() : retry(retry.get()));
    }

    private static Retry retry(Place retry) throws Malformation {
        retry.requireKeys("attempts", "backoff");
        Place backoff = retry.member("backoff");
        boolean isDoubling = switch (backoff.member("type").text()) {
            case "exponential" -> true;
            case "linear" -> false;
            case String _ -> throw backoff.member("type").wrong("must be exponential or linear");
        };
        String key = isDoubling ? "base_ms" : "increment_ms";
        backoff.requireKeys("type", key);
        return new Retry((int) retry.member("attempts").number(0, YamlLimits.MAX_ATTEMPTS),
                backoff.member(key).number(0, YamlLimits.MAX_WAIT_MILLIS), isDoubling);
    }

    /// Nothing is said with `{}` and with nothing.
    private static Optional<Policy> policy(Optional<Place> permissions) throws Malformation {
        if (permissions.isEmpty()) {
            return Optional.empty();
        }
        Place all = permissions.get();
        all.requireKeys("network", "storage", "environment", "resources");
        List<NetworkPermission> network = new ArrayList<>();
        for (Place rule : rules(all, "network")) {
            rule.requireKeys("host");
            network.add(rule.permission(() -> new NetworkPermission.Host(rule.member("host").text())));
        }
        List<StoragePermission> storage = new ArrayList<>();
        for (Place rule : rules(all, "storage")) {
            storage.add(storage(rule));
        }
        List<EnvironmentPermission> environment = new ArrayList<>();
        for (Place rule : rules(all, "environment")) {
            environment.add(variable(rule, environment));
        }
        List<ResourcePermission> resources = resources(all);
        boolean isEmpty = Stream.of(network, storage, environment, resources).allMatch(List::isEmpty);
        return isEmpty ? Optional.empty() : Optional.of(new Policy("1.0", Optional.empty(), new Rules<>(storage, List.of()),
                new Rules<>(network, List.of()), environment, resources));
    }

    private static List<Place> rules(Place permissions, String kind) throws Malformation {
        Optional<Place> section = permissions.find(kind);
        if (section.isEmpty()) {
            return List.of();
        }
        section.get().requireKeys("allow");
        return section.get().member("allow").elements(YamlLimits.MAX_NODES);
    }

    private static StoragePermission storage(Place rule) throws Malformation {
        rule.requireKeys("uri", "access");
        Place uri = rule.member("uri");
        if (!uri.text().startsWith("fs://")) {
            throw uri.wrong("must begin with fs://");
        }
        Set<Access> accesses = EnumSet.noneOf(Access.class);
        for (Place access : rule.member("access").elements(YamlLimits.MAX_NODES)) {
            accesses.add(switch (access.text()) {
                case "read" -> Access.READ;
                case "write" -> Access.WRITE;
                case String _ -> throw access.wrong("must be read or write");
            });
        }
        return rule.permission(() -> new StoragePermission(uri.text(), accesses));
    }

    /// A value from elsewhere would need somebody who fetches it; whoever starts a server can set the variable itself.
    private static EnvironmentPermission variable(Place rule, List<EnvironmentPermission> before) throws Malformation {
        rule.requireKeys("key", "value_from");
        Place key = rule.member("key");
        Optional<Place> source = rule.find("value_from");
        if (source.isPresent() && !source.get().text().equals(key.text())) {
            throw source.get().wrong("is not supported: give the server the variable '" + key.text() + "', such as with --env");
        }
        EnvironmentPermission permission = rule.permission(() -> new EnvironmentPermission(key.text()));
        if (before.contains(permission)) {
            throw key.wrong("is there twice: " + key.text());
        }
        return permission;
    }

    private static List<ResourcePermission> resources(Place permissions) throws Malformation {
        Optional<Place> section = permissions.find("resources");
        List<ResourcePermission> limits = new ArrayList<>();
        if (section.isPresent()) {
            section.get().requireKeys("memory_bytes", "cpu_time_ms");
            Optional<Place> memory = section.get().find("memory_bytes");
            Optional<Place> time = section.get().find("cpu_time_ms");
            if (memory.isPresent()) {
                limits.add(memory.get().permission(() -> new ResourcePermission(Resource.MEMORY,
                        Long.toString(memory.get().number(1, Long.MAX_VALUE)))));
            }
            if (time.isPresent()) {
                limits.add(time.get().permission(() -> new ResourcePermission(Resource.CPU_TIME,
                        time.get().number(1, Long.MAX_VALUE) + "ms")));
            }
        }
        return limits;
    }
}
