package dev.wassette.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wassette.architecture.ModuleGraph.Edge;
import dev.wassette.architecture.ModuleGraph.Module;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModulesTest {
    private final ModuleGraph graph = ModuleGraph.read(Reactor.folders());

    @Test
    void everyFolderWithADescriptorIsAModuleOfTheGraph() {
        assertEquals(Reactor.folders().size(), graph.modules().size());
        assertTrue(graph.modules().size() >= 14, () -> "only " + graph.modules().keySet());
    }

    @Test
    void theDocumentIsUpToDate() throws IOException {
        GeneratedDocument.assertUpToDate("MODULES.md", new ModulesDocument(graph).text());
    }

    @Test
    void theEdgesAreTheAllowedOnes() {
        Path file = Reactor.home().resolve("edges.txt");
        var allowed = new TreeSet<>(AllowedEdges.parse(Reactor.lines(file)).keySet());
        assertEquals(lines(allowed), lines(graph.edges()), "allowed in edges.txt, and found in the descriptors");
    }

    @Test
    void everyModuleSaysWhatItIs() {
        for (Module module : graph.modules().values()) {
            assertTrue(module.sentence().endsWith("."), module.name());
        }
    }

    @Test
    void packagesAreNamedAfterTheirModule() {
        for (Module module : graph.modules().values()) {
            assertEquals(Set.of(), strangers(module), module.name());
        }
    }

    @Test
    void aPackageThatIsNotNamedAfterItsModuleIsFound() {
        Module planted = module("dev.wassette.a", Set.of(), "dev.wassette.a.b", "dev.wassette.ab");
        assertEquals(Set.of("dev.wassette.ab"), strangers(planted));
    }

    @Test
    void anEdgeThatFollowsFromTwoOthersIsLeftOut() {
        Map<String, Module> modules = Stream.of(
                        module("top", Set.of("middle", "bottom", "library")),
                        module("middle", Set.of("bottom")),
                        module("bottom", Set.of()))
                .collect(Collectors.toMap(Module::name, module -> module));
        assertEquals(
                Set.of(new Edge("top", "middle"), new Edge("middle", "bottom")),
                new ModuleGraph(modules, Set.of()).reducedEdges());
    }

    @Test
    void anEdgeNeedsAReasonAndStandsOnce() {
        assertEquals(Map.of(new Edge("a", "b"), "because"), AllowedEdges.parse(Stream.of("# note", "", "a -> b : because")));
        for (List<String> wrong : List.of(List.of("a -> b"), List.of("a -> b :"), List.of("a -> b : c", "a -> b : d"))) {
            assertThrows(IllegalArgumentException.class, () -> AllowedEdges.parse(wrong.stream()), wrong::toString);
        }
    }

    private static String lines(Iterable<Edge> edges) {
        var text = new StringBuilder();
        edges.forEach(edge -> text.append(edge).append('\n'));
        return text.toString();
    }

    private static Set<String> strangers(Module module) {
        return module.packages().stream()
                .filter(name -> !(name + ".").startsWith(module.name() + "."))
                .collect(Collectors.toSet());
    }

    private static Module module(String name, Set<String> requires, String... packages) {
        ModuleDescriptor.Builder builder = ModuleDescriptor.newModule(name);
        requires.forEach(builder::requires);
        return new Module(builder.build(), "A module.", new TreeSet<>(List.of(packages)));
    }
}
