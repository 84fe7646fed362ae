package dev.wassette.policy.yaml;

import dev.wassette.application.port.out.SecretFormat;
import dev.wassette.domain.policy.InvalidPermission;
import dev.wassette.domain.policy.Secrets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Secrets as YAML: one mapping of texts (contract G). Values are written in quotation marks, so that nobody reads one as
/// a number. Messages name a place and nothing that stands there. Safe for use by several threads.
public final class YamlSecretFormat implements SecretFormat {

    /// Keeps nothing.
    public YamlSecretFormat() {}

    @Override
    public Reading read(String text) {
        try {
            Optional<Node> root = YamlTree.read(text);
            return new Read(root.isEmpty() ? Secrets.none() : secrets(root.get()));
        } catch (Malformation e) {
            return new Malformed("it must have a line KEY: \"value\" for each secret" + e.place());
        }
    }

    private static Secrets secrets(Node root) throws Malformation {
        if (!(root instanceof MappingNode mapping)) {
            throw new Malformation("Secrets are a mapping", root);
        }
        Map<String, String> values = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key) || !(entry.getValueNode() instanceof ScalarNode value)
                    || PolicyReader.isNull(value)) {
                throw new Malformation("A secret is a text", entry.getValueNode());
            }
            values.put(key.getValue(), value.getValue());
        }
        try {
            return new Secrets(values);
        } catch (InvalidPermission e) {
            throw new Malformation(e.getMessage(), root);
        }
    }

    @Override
    public String write(Secrets secrets) {
        List<NodeTuple> entries = new ArrayList<>();
        for (String key : secrets.keys()) {
            entries.add(new NodeTuple(new ScalarNode(Tag.STR, key, null, null, ScalarStyle.PLAIN),
                    new ScalarNode(Tag.STR, secrets.value(key).orElseThrow(), null, null, ScalarStyle.DOUBLE_QUOTED)));
        }
        return YamlTree.write(new MappingNode(Tag.MAP, entries, FlowStyle.BLOCK));
    }
}
