package dev.wassette.architecture;

import dev.wassette.architecture.ModuleGraph.Edge;
import dev.wassette.architecture.ModuleGraph.Module;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Opens;
import java.lang.module.ModuleDescriptor.Provides;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// `MODULES.md`: the descriptors for readers, so that a new export or a new requirement is seen in review.
final class ModulesDocument {
    private final ModuleGraph graph;

    ModulesDocument(ModuleGraph graph) {
        this.graph = graph;
    }

    String text() {
        var text = new StringJoiner("\n", "", "\n");
        text.add("# Modules").add("");
        text.add("Generated from the compiled module descriptors: `mvn verify -Dwassette.docs.update=true` rewrites it.");
        text.add("The reason of each edge is in [`edges.txt`](edges.txt). `java.base` goes without saying.").add("");
        text.add(graph());
        graph.modules().values().forEach(module -> text.add("").add(section(module)));
        return text.toString();
    }

    /// The edges that say something new: what follows from two others is left out.
    private String graph() {
        var lines = new StringJoiner("\n", "```mermaid\ngraph TD\n", "\n```");
        for (Edge edge : graph.reducedEdges()) {
            lines.add("  %s --> %s".formatted(node(edge.from()), node(edge.to())));
        }
        return lines.toString();
    }

    private static String node(String module) {
        String label = module.replace("dev.wassette.", "");
        return "%s[%s]".formatted(label.replace('.', '_'), label);
    }

    private String section(Module module) {
        var lines = new StringJoiner("\n");
        lines.add("## " + module.name()).add("").add(module.sentence()).add("");
        line(lines, "requires", module.requires().stream().filter(graph::isOurs));
        line(lines, "requires of others", others(module));
        line(lines, "exports", module.descriptor().exports().stream().map(ModulesDocument::exports));
        line(lines, "opens", module.descriptor().opens().stream().map(ModulesDocument::opens));
        line(lines, "uses", module.descriptor().uses().stream());
        line(lines, "provides", module.descriptor().provides().stream().map(ModulesDocument::provides));
        return lines.toString().stripTrailing();
    }

    private Stream<String> others(Module module) {
        return module.requires().stream()
                .filter(Predicate.not(graph::isOurs))
                .map(name -> graph.automatic().contains(name) ? name + " (automatic)" : name);
    }

    private static void line(StringJoiner lines, String title, Stream<String> values) {
        List<String> sorted = values.sorted().toList();
        if (!sorted.isEmpty()) {
            lines.add("- " + title + ": " + String.join(", ", sorted));
        }
    }

    private static String exports(Exports exports) {
        return exports.source() + to(exports.isQualified(), exports.targets());
    }

    private static String opens(Opens opens) {
        return opens.source() + to(opens.isQualified(), opens.targets());
    }

    private static String to(boolean qualified, Set<String> targets) {
        return qualified ? " to " + String.join(" and ", ModuleGraph.sorted(targets)) : "";
    }

    private static String provides(Provides provides) {
        return provides.service() + " with " + String.join(" and ", provides.providers());
    }
}
