package dev.wassette.architecture;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Our modules and what they require, read from their compiled descriptors.
///
/// @param modules ours, by name
/// @param automatic the names of the libraries on the class path that have no descriptor
record ModuleGraph(Map<String, Module> modules, Set<String> automatic) {

    /// @param sentence what the descriptor's documentation says
    /// @param packages all packages, exported or not
    record Module(ModuleDescriptor descriptor, String sentence, SortedSet<String> packages) {
        String name() {
            return descriptor.name();
        }

        /// {@return the names of the modules required, without `java.base`}
        SortedSet<String> requires() {
            return descriptor.requires().stream()
                    .map(Requires::name)
                    .filter(Predicate.not("java.base"::equals))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// One module requires another.
    record Edge(String from, String to) implements Comparable<Edge> {
        private static final Comparator<Edge> ORDER = Comparator.comparing(Edge::from).thenComparing(Edge::to);

        @Override
        public int compareTo(Edge other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return from + " -> " + to;
        }
    }

    static ModuleGraph read(Collection<Reactor.Folder> folders) {
        var modules = new TreeMap<String, Module>();
        for (Reactor.Folder folder : folders) {
            for (ModuleReference found : ModuleFinder.of(folder.classes()).findAll()) {
                ModuleDescriptor descriptor = found.descriptor();
                modules.put(
                        descriptor.name(),
                        new Module(descriptor, folder.sentence(), new TreeSet<>(descriptor.packages())));
            }
        }
        return new ModuleGraph(modules, automaticOnClassPath());
    }

    SortedSet<Edge> edges() {
        return modules.values().stream()
                .flatMap(module -> module.requires().stream().map(to -> new Edge(module.name(), to)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean isOurs(String name) {
        return modules.containsKey(name);
    }

    /// {@return the edges between our own modules that no longer path repeats}
    SortedSet<Edge> reducedEdges() {
        return edges().stream()
                .filter(edge -> isOurs(edge.to()))
                .filter(edge -> modules.get(edge.from()).requires().stream()
                        .filter(other -> isOurs(other) && !other.equals(edge.to()))
                        .noneMatch(other -> reachable(other).contains(edge.to())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> reachable(String from) {
        var seen = new LinkedHashSet<String>();
        collect(from, seen);
        return seen;
    }

    private void collect(String name, Set<String> seen) {
        if (isOurs(name) && seen.add(name)) {
            modules.get(name).requires().forEach(to -> collect(to, seen));
        }
    }

    private static Set<String> automaticOnClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .flatMap(ModuleGraph::descriptors)
                .filter(ModuleDescriptor::isAutomatic)
                .map(ModuleDescriptor::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<ModuleDescriptor> descriptors(Path jar) {
        try {
            return ModuleFinder.of(jar).findAll().stream().map(ModuleReference::descriptor);
        } catch (FindException e) {
            return Stream.empty(); // a jar that cannot be a module is no module's requirement
        }
    }

    /// {@return the names in order, so that documents do not change with hash codes}
    static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
