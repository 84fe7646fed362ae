package dev.wassette.application.service;

import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.ToolName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The components and the names of their tools at one moment. Immutable.
///
/// The names are made when somebody asks for one: a folder of many components is put together one by one before that.
final class Snapshot {
    static final Snapshot EMPTY = new Snapshot(new TreeMap<>());

    private final SortedMap<ComponentId, CatalogEntry> components;
    /// Null until it is asked for; who asks at once makes it twice, and both are the same.
    private volatile Names names;

    private Snapshot(SortedMap<ComponentId, CatalogEntry> components) {
        this.components = Collections.unmodifiableSortedMap(components);
    }

    /// The tools by their names.
    private static final class Names {
        private final Map<String, List<CatalogTool>> byName = new LinkedHashMap<>();
        private final Map<String, List<CatalogTool>> byAlias = new LinkedHashMap<>();
        /// The tools as they are listed; the names differ.
        private final Map<String, CatalogTool> listed = new LinkedHashMap<>();
        private final SortedMap<ComponentId, List<ToolDescription>> descriptions = new TreeMap<>();

        private Names(Collection<CatalogEntry> components) {
            for (CatalogEntry component : components) {
                for (CatalogTool tool : component.tools()) {
                    add(byName, tool.name().value(), tool);
                    add(byAlias, ToolNames.alias(tool.function()), tool);
                    add(byAlias, ToolNames.qualified(component.id(), tool.name()).value(), tool);
                }
            }
            for (CatalogEntry component : components) {
                descriptions.put(component.id(), component.tools().stream().map(this::list).toList());
            }
        }

        /// One component has a name once: of two of its functions with the same alias, the first has it.
        private static void add(Map<String, List<CatalogTool>> index, String name, CatalogTool tool) {
            List<CatalogTool> tools = index.computeIfAbsent(name, _ -> new ArrayList<>(1));
            if (tools.isEmpty() || tools.getLast().component().compareTo(tool.component()) != 0) {
                tools.add(tool);
            }
        }

        private ToolDescription list(CatalogTool tool) {
            String name = freeName(tool);
            listed.put(name, tool);
            ToolDescription own = tool.description();
            return name.equals(own.name().value()) ? own
                    : new ToolDescription(new ToolName(name), own.description(), own.inputSchema(), own.outputSchema());
        }

        /// {@return the tool's own name where neither another component nor the server itself has it, else one with the
        /// component's id before it}
        private String freeName(CatalogTool tool) {
            String own = tool.name().value();
            if (byName.get(own).size() == 1 && BuiltInTool.named(own).isEmpty()) {
                return own;
            }
            String qualified = ToolNames.qualified(tool.component(), tool.name()).value();
            return byName.containsKey(qualified) || listed.containsKey(qualified)
                    ? ToolNames.distinct(tool.component(), tool.name()).value() : qualified;
        }
    }

    private Names names() {
        Names made = names;
        if (made == null) {
            made = new Names(components.values());
            names = made;
        }
        return made;
    }

    Snapshot with(CatalogEntry component) {
        var more = new TreeMap<>(components);
        more.put(component.id(), component);
        return new Snapshot(more);
    }

    Snapshot without(ComponentId id) {
        var fewer = new TreeMap<>(components);
        fewer.remove(id);
        return new Snapshot(fewer);
    }

    /// {@return the components, sorted by id}
    Collection<CatalogEntry> components() {
        return components.values();
    }

    Optional<CatalogEntry> component(ComponentId id) {
        return Optional.ofNullable(components.get(id));
    }

    /// {@return the tools as agents see them, each name once}
    List<ToolDescription> descriptions() {
        return names().descriptions.values().stream().flatMap(List::stream).toList();
    }

    /// {@return the tools of a component as agents see them}
    List<ToolDescription> descriptions(ComponentId component) {
        return names().descriptions.getOrDefault(component, List.of());
    }

    /// {@return the names that the tools of a component are listed under}
    List<ToolName> names(ComponentId component) {
        return descriptions(component).stream().map(ToolDescription::name).toList();
    }

    /// {@return the tools that have this tool's own name, in as many components}
    Stream<String> sharing(CatalogTool tool) {
        String own = tool.name().value();
        return names().listed.entrySet().stream()
                .filter(entry -> entry.getValue().name().value().equals(own))
                .map(Map.Entry::getKey);
    }

    /// Finds the tool that a name stands for. The name as listed goes before the alias of another tool.
    Resolution resolve(String name) {
        Names all = names();
        CatalogTool tool = all.listed.get(name);
        if (tool != null) {
            return new Found(tool);
        }
        List<CatalogTool> tools = all.byName.getOrDefault(name, all.byAlias.getOrDefault(name, List.of()));
        return switch (tools.size()) {
            case 0 -> new Unknown();
            case 1 -> new Found(tools.getFirst());
            default -> new Ambiguous(tools.stream().map(each -> each.component().value())
                    .collect(Collectors.joining(", ")), names(tools));
        };
    }

    private String names(List<CatalogTool> tools) {
        return names().listed.entrySet().stream().filter(entry -> tools.contains(entry.getValue()))
                .map(Map.Entry::getKey).collect(Collectors.joining(" or "));
    }

    /// What a name stands for.
    sealed interface Resolution {}

    record Found(CatalogTool tool) implements Resolution {}

    record Unknown() implements Resolution {}

    /// @param ids the components that have it, as text
    /// @param names that say which of them is meant, as text
    record Ambiguous(String ids, String names) implements Resolution {}
}
