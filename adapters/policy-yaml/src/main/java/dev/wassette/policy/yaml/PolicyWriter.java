package dev.wassette.policy.yaml;

import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Permission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.ResourcePermission;
import dev.wassette.domain.policy.Resource;
import dev.wassette.domain.policy.Rules;
import dev.wassette.domain.policy.StoragePermission;
import dev.wassette.policy.yaml.PolicyReader.EntryReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A policy to a tree. Where there is a tree before, only what differs is replaced, so that comments and foreign keys
/// stay.
final class PolicyWriter {
    private PolicyWriter() {}

    static Node tree(Policy policy, Optional<Node> before) {
        MappingNode top = mappingOr(before);
        put(top, "version", text(policy.version()));
        policy.description().ifPresent(description -> put(top, "description", text(description)));
        MappingNode permissions = section(top, "permissions");
        rules(permissions, "storage", policy.storage(), PolicyReader::storage, PolicyWriter::storage);
        rules(permissions, "network", policy.network(), PolicyReader::network, PolicyWriter::network);
        rules(permissions, "environment", new Rules<>(policy.environment(), List.of()), PolicyReader::environment,
                PolicyWriter::environment);
        limits(permissions, policy.resources());
        put(top, "permissions", permissions);
        return top;
    }

    private static <T extends Permission> void rules(MappingNode permissions, String kind, Rules<T> rules,
            EntryReader<T> reader, Function<T, Node> writer) {
        boolean isWritten = PolicyReader.member(permissions, kind).isPresent();
        if (!isWritten && rules.allow().isEmpty() && rules.deny().isEmpty()) {
            return;
        }
        MappingNode section = section(permissions, kind);
        list(section, "allow", rules.allow(), reader, writer);
        list(section, "deny", rules.deny(), reader, writer);
        put(permissions, kind, section);
    }

    /// An emptied list is null (contract F.4).
    private static <T extends Permission> void list(MappingNode section, String key, List<T> permissions,
            EntryReader<T> reader, Function<T, Node> writer) {
        Optional<Node> before = PolicyReader.member(section, key);
        if (before.isPresent() || !permissions.isEmpty()) {
            put(section, key, permissions.isEmpty() ? nothing() : entries(before, permissions, reader, writer));
        }
    }

    /// Entries of a kind that we do not know stay in front.
    private static <T extends Permission> Node entries(Optional<Node> before, List<T> permissions,
            EntryReader<T> reader, Function<T, Node> writer) {
        List<Node> written = before.orElse(null) instanceof SequenceNode list ? list.getValue() : List.of();
        List<Node> entries = new ArrayList<>(
                written.stream().filter(each -> each instanceof MappingNode && known(each, reader).isEmpty()).toList());
        for (T permission : permissions) {
            entries.add(written.stream()
                    .filter(each -> known(each, reader).filter(permission::equals).isPresent())
                    .findFirst()
                    .orElseGet(() -> writer.apply(permission)));
        }
        return new SequenceNode(Tag.SEQ, entries, FlowStyle.BLOCK);
    }

    private static <T extends Permission> Optional<T> known(Node entry, EntryReader<T> reader) {
        try {
            return PolicyReader.entry(entry, reader);
        } catch (Malformation _) {
            return Optional.empty();
        }
    }

    private static void limits(MappingNode permissions, List<ResourcePermission> limits) {
        if (limits.isEmpty() && PolicyReader.member(permissions, "resources").isEmpty()) {
            return;
        }
        MappingNode resources = section(permissions, "resources");
        MappingNode section = section(resources, "limits");
        for (Resource resource : Resource.values()) {
            Optional<ResourcePermission> limit =
                    limits.stream().filter(each -> each.resource() == resource).findFirst();
            remove(resources, resource.key());
            remove(section, resource.key());
            limit.ifPresent(each -> put(section, resource.key(), text(each.text())));
        }
        put(resources, "limits", section);
        put(permissions, "resources", resources);
    }

    private static Node storage(StoragePermission permission) {
        MappingNode entry = mappingOr(Optional.empty());
        put(entry, "uri", text(permission.uri()));
        List<Node> access = permission.access().stream().sorted().map(PolicyWriter::access).map(PolicyWriter::text)
                .toList();
        put(entry, "access", new SequenceNode(Tag.SEQ, new ArrayList<>(access), FlowStyle.FLOW));
        return entry;
    }

    private static String access(Access access) {
        return switch (access) {
            case READ -> "read";
            case WRITE -> "write";
        };
    }

    private static Node network(NetworkPermission permission) {
        MappingNode entry = mappingOr(Optional.empty());
        switch (permission) {
            case NetworkPermission.Host(String host) -> put(entry, "host", text(host));
            case NetworkPermission.Cidr(String cidr) -> put(entry, "cidr", text(cidr));
            case NetworkPermission.Defaults() -> put(entry, "defaults", scalar(Tag.BOOL, "true"));
        }
        return entry;
    }

    private static Node environment(EnvironmentPermission permission) {
        MappingNode entry = mappingOr(Optional.empty());
        put(entry, "key", text(permission.key()));
        return entry;
    }

    private static MappingNode section(MappingNode parent, String key) {
        return mappingOr(PolicyReader.member(parent, key));
    }

    private static MappingNode mappingOr(Optional<Node> before) {
        MappingNode mapping = before.orElse(null) instanceof MappingNode found ? found
                : new MappingNode(Tag.MAP, new ArrayList<>(), FlowStyle.BLOCK);
        mapping.setFlowStyle(FlowStyle.BLOCK);
        return mapping;
    }

    private static void put(MappingNode mapping, String key, Node value) {
        List<NodeTuple> entries = mapping.getValue();
        for (int i = 0; i < entries.size(); i++) {
            if (isKey(entries.get(i), key)) {
                entries.set(i, new NodeTuple(entries.get(i).getKeyNode(), same(entries.get(i).getValueNode(), value)));
                return;
            }
        }
        entries.add(new NodeTuple(text(key), value));
    }

    /// A scalar that says the same already stays as it was written.
    private static Node same(Node before, Node after) {
        boolean equal = before instanceof ScalarNode one && after instanceof ScalarNode other
                && one.getValue().equals(other.getValue());
        return equal ? before : after;
    }

    private static void remove(MappingNode mapping, String key) {
        mapping.getValue().removeIf(entry -> isKey(entry, key));
    }

    private static boolean isKey(NodeTuple entry, String key) {
        return entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key);
    }

    private static Node nothing() {
        return scalar(Tag.NULL, "null");
    }

    private static Node text(String text) {
        return scalar(Tag.STR, text);
    }

    private static Node scalar(Tag tag, String text) {
        return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
    }
}
