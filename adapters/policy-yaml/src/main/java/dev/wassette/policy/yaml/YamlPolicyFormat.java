package dev.wassette.policy.yaml;

import dev.wassette.application.port.out.PolicyFormat;
import dev.wassette.domain.policy.Policy;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/// Policies as YAML (contract F.1). Safe for use by several threads.
public final class YamlPolicyFormat implements PolicyFormat {

    /// Keeps nothing.
    public YamlPolicyFormat() {}

    @Override
    public Reading read(String text) {
        try {
            Node root = YamlTree.read(text)
                    .orElseThrow(() -> new Malformation("The policy is empty", Optional.empty()));
            return new Read(PolicyReader.policy(root));
        } catch (Malformation e) {
            return new Malformed(e.getMessage());
        }
    }

    @Override
    public String write(Policy policy, Optional<String> before) {
        return YamlTree.write(PolicyWriter.tree(policy, before.flatMap(YamlPolicyFormat::tree)));
    }

    private static Optional<Node> tree(String text) {
        try {
            return YamlTree.read(text);
        } catch (Malformation _) {
            return Optional.empty();
        }
    }
}
