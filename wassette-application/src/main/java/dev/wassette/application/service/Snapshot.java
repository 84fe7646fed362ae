package dev.wassette.application.service;

import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.domain.ComponentId;
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

/// The loaded components and the names of their tools at one moment. Immutable.
final class Snapshot {
    static final Snapshot EMPTY = new Snapshot(new TreeMap<>());

    private final SortedMap<ComponentId, LoadedComponent> components;
    private final Map<String, List<LoadedTool>> byName = new LinkedHashMap<>();
    private final Map<String, List<LoadedTool>> byAlias = new LinkedHashMap<>();
    private final List<ToolDescription> descriptions;

    private Snapshot(SortedMap<ComponentId, LoadedComponent> components) {
        this.components = Collections.unmodifiableSortedMap(components);
        for (LoadedComponent component : components.values()) {
            for (LoadedTool tool : component.tools()) {
                add(byName, tool.tool().name().value(), tool);
                add(byAlias, ToolNames.alias(tool.tool().function()), tool);
            }
        }
        this.descriptions = byName.values().stream().map(Snapshot::describe).toList();
    }

    /// One component has a name once: of two of its functions with the same alias, the first has it.
    private static void add(Map<String, List<LoadedTool>> index, String name, LoadedTool tool) {
        List<LoadedTool> tools = index.computeIfAbsent(name, _ -> new ArrayList<>(1));
        if (tools.isEmpty() || tools.getLast().component() != tool.component()) {
            tools.add(tool);
        }
    }

    private static ToolDescription describe(List<LoadedTool> tools) {
        ToolDescription first = tools.getFirst().description();
        if (tools.size() == 1) {
            return first;
        }
        String conflict = "Cannot be called: components " + ids(tools) + " each have a tool of this name. "
                + "Unload all but one of them.";
        return new ToolDescription(first.name(), conflict, first.inputSchema(), first.outputSchema());
    }

    Snapshot with(LoadedComponent component) {
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
    Collection<LoadedComponent> components() {
        return components.values();
    }

    Optional<LoadedComponent> component(ComponentId id) {
        return Optional.ofNullable(components.get(id));
    }

    /// {@return the tools as agents see them, each name once}
    List<ToolDescription> descriptions() {
        return descriptions;
    }

    /// {@return the components of the tools that a listed name stands for}
    List<ComponentId> owners(LoadedTool tool) {
        return byName.getOrDefault(tool.tool().name().value(), List.of()).stream()
                .map(each -> each.component().id())
                .toList();
    }

    /// Finds the tool that a name stands for. The name as listed goes before the alias of another tool.
    Resolution resolve(String name) {
        List<LoadedTool> tools = byName.getOrDefault(name, byAlias.getOrDefault(name, List.of()));
        return switch (tools.size()) {
            case 0 -> new Unknown();
            case 1 -> new Found(tools.getFirst());
            default -> new Ambiguous(ids(tools));
        };
    }

    private static String ids(List<LoadedTool> tools) {
        return tools.stream().map(tool -> tool.component().id().value()).collect(Collectors.joining(", "));
    }

    /// What a name stands for.
    sealed interface Resolution {}

    record Found(LoadedTool tool) implements Resolution {}

    record Unknown() implements Resolution {}

    /// @param ids the components that have it, as text
    record Ambiguous(String ids) implements Resolution {}
}
