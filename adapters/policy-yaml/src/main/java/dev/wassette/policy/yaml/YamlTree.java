package dev.wassette.policy.yaml;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/// Text to a tree and back. The tree is made of mappings with different scalar keys, lists and scalars, and of nothing
/// else YAML knows: no anchors, aliases, tags or further documents. Objects are never made of it.
final class YamlTree {
    private YamlTree() {}

    /// {@return the root; empty for a text without content}
    static Optional<Node> read(String text) throws Malformation {
        if (text.length() > YamlLimits.MAX_CHARACTERS) {
            throw new Malformation("A policy has at most " + YamlLimits.MAX_CHARACTERS + " characters", Optional.empty());
        }
        try {
            checkEvents(text);
            Optional<Node> root = Optional.ofNullable(yaml().compose(new StringReader(text)));
            if (root.isPresent()) {
                checkKeys(root.get());
            }
            return root;
        } catch (MarkedYAMLException e) {
            throw new Malformation("Not valid YAML: " + e.getProblem(), Optional.ofNullable(e.getProblemMark()));
        } catch (YAMLException e) {
            throw new Malformation("Not valid YAML: " + e.getMessage(), Optional.empty());
        }
    }

    static String write(Node root) {
        var text = new StringWriter();
        yaml().serialize(root, text);
        return text.toString();
    }

    private static Yaml yaml() {
        var loading = new LoaderOptions();
        loading.setCodePointLimit(YamlLimits.MAX_CHARACTERS);
        loading.setNestingDepthLimit(YamlLimits.MAX_DEPTH);
        loading.setMaxAliasesForCollections(0);
        loading.setProcessComments(true);
        var dumping = new DumperOptions();
        dumping.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        dumping.setProcessComments(true);
        dumping.setSplitLines(false);
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading);
    }

    /// Before a tree is made of it, as an alias is a short text for a large tree.
    private static void checkEvents(String text) throws Malformation {
        int nodes = 0;
        int depth = 0;
        int documents = 0;
        for (Event event : yaml().parse(new StringReader(text))) {
            nodes += event instanceof NodeEvent ? 1 : 0;
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            documents += event instanceof DocumentStartEvent ? 1 : 0;
            Optional<String> fault = nodes > YamlLimits.MAX_NODES ? Optional.of("The policy has too many parts")
                    : depth > YamlLimits.MAX_DEPTH ? Optional.of("The policy is nested too deep")
                    : documents > 1 ? Optional.of("A policy is one document") : fault(event);
            if (fault.isPresent()) {
                throw new Malformation(fault.get(), Optional.ofNullable(event.getStartMark()));
            }
        }
    }

    private static Optional<String> fault(Event event) {
        if (event instanceof AliasEvent || event instanceof NodeEvent node && node.getAnchor() != null) {
            return Optional.of("A policy has no anchors and aliases");
        }
        boolean tagged = event instanceof ScalarEvent scalar && scalar.getTag() != null
                || event instanceof CollectionStartEvent collection && collection.getTag() != null;
        return tagged ? Optional.of("A policy has no tags") : Optional.empty();
    }

    private static void checkKeys(Node node) throws Malformation {
        switch (node) {
            case MappingNode mapping -> checkKeys(mapping.getValue());
            case SequenceNode list -> {
                for (Node each : list.getValue()) {
                    checkKeys(each);
                }
            }
            default -> { }
        }
    }

    private static void checkKeys(List<NodeTuple> entries) throws Malformation {
        Set<String> keys = new HashSet<>();
        for (NodeTuple entry : entries) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new Malformation("A key of a policy is a text", entry.getKeyNode());
            }
            if (Tag.MERGE.equals(key.getTag())) {
                throw new Malformation("A policy has no merge keys", key);
            }
            if (!keys.add(key.getValue())) {
                throw new Malformation("Duplicate key '" + key.getValue() + "'", key);
            }
            checkKeys(entry.getValueNode());
        }
    }
}
