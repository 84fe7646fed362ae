package dev.wassette.policy.yaml;

import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.InvalidPermission;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Permission;
import dev.wassette.domain.policy.Policy;
import dev.wassette.domain.policy.Resource;
import dev.wassette.domain.policy.ResourcePermission;
import dev.wassette.domain.policy.Rules;
import dev.wassette.domain.policy.StoragePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A tree to a policy. What is there and means nothing to us is passed over.
final class PolicyReader {
    private PolicyReader() {}

    /// Reads one entry of a list.
    interface EntryReader<T extends Permission> {

        /// {@return the permission; empty for an entry of a kind that we do not know}
        Optional<T> read(MappingNode entry) throws Malformation;
    }

    static Policy policy(Node root) throws Malformation {
        MappingNode top = mapping(root, "A policy");
        Node version = member(top, "version").orElseThrow(() -> missing("version", top));
        Node permissions = member(top, "permissions", true).orElseThrow(() -> missing("permissions", top));
        Optional<Node> description = member(top, "description");
        try {
            return new Policy(text(version), description.isEmpty() ? Optional.empty()
                    : Optional.of(text(description.get())),
                    rules(permissions, "storage", PolicyReader::storage),
                    rules(permissions, "network", PolicyReader::network),
                    variables(permissions), resources(permissions));
        } catch (InvalidPermission e) {
            throw new Malformation(e.getMessage(), version);
        }
    }

    private static Malformation missing(String key, Node where) {
        return new Malformation("A policy needs the key '" + key + "' at its top", where);
    }

    private static List<EnvironmentPermission> variables(Node permissions) throws Malformation {
        Rules<EnvironmentPermission> rules = rules(permissions, "environment", PolicyReader::environment);
        if (!rules.deny().isEmpty()) {
            throw new Malformation("permissions.environment knows no 'deny': what is not allowed is denied", permissions);
        }
        return rules.allow();
    }

    private static <T extends Permission> Rules<T> rules(Node permissions, String kind, EntryReader<T> reader)
            throws Malformation {
        Optional<Node> section = sectionOf(permissions, kind);
        return section.isEmpty() ? Rules.none()
                : new Rules<>(entries(section.get(), "allow", reader), entries(section.get(), "deny", reader));
    }

    private static Optional<Node> sectionOf(Node permissions, String kind) throws Malformation {
        return isNull(permissions) ? Optional.empty() : member(mapping(permissions, "'permissions'"), kind);
    }

    private static <T extends Permission> List<T> entries(Node section, String list, EntryReader<T> reader)
            throws Malformation {
        List<T> permissions = new ArrayList<>();
        Optional<Node> entries = member(mapping(section, "A section of the permissions"), list);
        if (entries.isPresent()) {
            for (Node entry : sequence(entries.get(), "'" + list + "'")) {
                Optional<T> permission = entry(entry, reader);
                if (permission.isEmpty() && list.equals("deny")) {
                    throw new Malformation("This denies something that this version cannot deny", entry);
                }
                permission.ifPresent(permissions::add);
            }
        }
        return permissions;
    }

    static <T extends Permission> Optional<T> entry(Node entry, EntryReader<T> reader) throws Malformation {
        MappingNode mapping = mapping(entry, "A permission");
        try {
            return reader.read(mapping);
        } catch (InvalidPermission e) {
            throw new Malformation("Permission validation failed: " + e.getMessage(), entry);
        }
    }

    static Optional<StoragePermission> storage(MappingNode entry) throws Malformation {
        Optional<Node> uri = member(entry, "uri", true);
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        Optional<Node> access = member(entry, "access");
        return Optional.of(new StoragePermission(optionalText(uri.get()), access.isEmpty() ? Set.of()
                : accesses(sequence(access.get(), "'access'"))));
    }

    private static Set<Access> accesses(List<Node> nodes) throws Malformation {
        Set<Access> accesses = EnumSet.noneOf(Access.class);
        for (Node node : nodes) {
            switch (text(node)) {
                case "read" -> accesses.add(Access.READ);
                case "write" -> accesses.add(Access.WRITE);
                case String other -> throw new Malformation("Invalid access type: " + other, node);
            }
        }
        return accesses;
    }

    static Optional<NetworkPermission> network(MappingNode entry) throws Malformation {
        Optional<Node> host = member(entry, "host", true);
        Optional<Node> cidr = member(entry, "cidr", true);
        if (host.isPresent() && cidr.isPresent()) {
            throw new Malformation("An entry has a 'host' or a 'cidr', not both", entry);
        }
        if (host.isPresent()) {
            return Optional.of(new NetworkPermission.Host(optionalText(host.get())));
        }
        if (cidr.isPresent()) {
            return Optional.of(new NetworkPermission.Cidr(optionalText(cidr.get())));
        }
        Optional<Node> defaults = member(entry, "defaults");
        return defaults.isPresent() && text(defaults.get()).toLowerCase(Locale.ROOT).equals("true")
                ? Optional.of(new NetworkPermission.Defaults()) : Optional.empty();
    }

    static Optional<EnvironmentPermission> environment(MappingNode entry) throws Malformation {
        Optional<Node> key = member(entry, "key", true);
        return key.isEmpty() ? Optional.empty() : Optional.of(new EnvironmentPermission(optionalText(key.get())));
    }

    /// The limits, and for `memory` and `cpu` also the older place above them.
    private static List<ResourcePermission> resources(Node permissions) throws Malformation {
        Optional<Node> section = sectionOf(permissions, "resources");
        List<ResourcePermission> found = new ArrayList<>();
        if (section.isPresent()) {
            MappingNode resources = mapping(section.get(), "'resources'");
            Optional<Node> limits = member(resources, "limits");
            for (Resource resource : Resource.values()) {
                Optional<Node> limit = limits.isEmpty() ? Optional.empty()
                        : member(mapping(limits.get(), "'limits'"), resource.key());
                boolean older = resource == Resource.MEMORY || resource == Resource.CPU;
                Optional<Node> amount = limit.isEmpty() && older ? member(resources, resource.key()) : limit;
                if (amount.isPresent()) {
                    found.add(limit(resource, amount.get()));
                }
            }
        }
        return found;
    }

    /// Memory as a number counts megabytes, as a text bytes (contract F.3).
    private static ResourcePermission limit(Resource resource, Node amount) throws Malformation {
        boolean megabytes = resource == Resource.MEMORY && Tag.INT.equals(amount.getTag());
        try {
            return new ResourcePermission(resource, text(amount) + (megabytes ? "Mi" : ""));
        } catch (InvalidPermission e) {
            throw new Malformation("Permission validation failed: " + e.getMessage(), amount);
        }
    }

    /// {@return the value of a key; empty when it is null or not there}
    static Optional<Node> member(MappingNode mapping, String key) {
        return member(mapping, key, false);
    }

    private static Optional<Node> member(MappingNode mapping, String key, boolean orNull) {
        return mapping.getValue().stream()
                .filter(each -> each.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
                .map(NodeTuple::getValueNode)
                .filter(value -> orNull || !isNull(value))
                .findFirst();
    }

    static boolean isNull(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    private static MappingNode mapping(Node node, String what) throws Malformation {
        if (node instanceof MappingNode mapping) {
            return mapping;
        }
        throw new Malformation(what + " is a mapping with keys", node);
    }

    private static List<Node> sequence(Node node, String what) throws Malformation {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        throw new Malformation(what + " is a list", node);
    }

    private static String text(Node node) throws Malformation {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw new Malformation("A text is expected here", node);
    }

    private static String optionalText(Node node) throws Malformation {
        return isNull(node) ? "" : text(node);
    }
}
