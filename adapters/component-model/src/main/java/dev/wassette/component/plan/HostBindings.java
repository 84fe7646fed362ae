package dev.wassette.component.plan;

import dev.wassette.component.UnlinkableComponent;
import dev.wassette.component.host.HostContext;
import dev.wassette.component.host.HostFunction;
import dev.wassette.component.host.HostInterface;
import dev.wassette.domain.wit.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// What the host offers for each import of a plan. Immutable.
public final class HostBindings {
    private final List<HostFunction> functions = new ArrayList<>();
    private final List<BiConsumer<HostContext, Object>> drops = new ArrayList<>();
    private final Map<ResourceType, BiConsumer<HostContext, Object>> dropsByType = new HashMap<>();

    private HostBindings() {}

    /// Finds an interface for each import and compares the types of the functions.
    ///
    /// @param host where two interfaces serve an import, the first one does
    /// @throws UnlinkableComponent when something is missing or has another type
    public static HostBindings of(Plan plan, List<HostInterface> host) throws UnlinkableComponent {
        HostBindings bindings = new HostBindings();
        for (ImportedResource resource : plan.importedResources()) {
            bindings.bind(resource, host);
        }
        for (ImportedFunction function : plan.importedFunctions()) {
            bindings.bind(function, host);
        }
        return bindings;
    }

    private void bind(ImportedResource imported, List<HostInterface> host) throws UnlinkableComponent {
        String name = imported.type().name();
        BiConsumer<HostContext, Object> drop = find(imported.interfaceName(), host, imported.offset())
                .flatMap(offered -> offered.resource(name)).map(HostInterface.Resource::drop)
                .orElseThrow(() -> missing("resource", name, imported.interfaceName(), imported.offset()));
        drops.add(drop);
        dropsByType.put(imported.type(), drop);
    }

    private void bind(ImportedFunction imported, List<HostInterface> host) throws UnlinkableComponent {
        HostInterface.Function function = find(imported.interfaceName(), host, imported.offset())
                .flatMap(offered -> offered.function(imported.name()))
                .orElseThrow(() -> missing("function", imported.name(), imported.interfaceName(), imported.offset()));
        if (!function.signature().equals(imported.signature())) {
            throw new UnlinkableComponent("the component imports the function '" + imported.name() + "'"
                    + in(imported.interfaceName()) + " as " + TypeText.of(imported.signature())
                    + ", but the host has it as " + TypeText.of(function.signature()), imported.offset());
        }
        functions.add(function.body());
    }

    /// {@return the interface for an import; things of the world itself are looked for in one without a name, which
    /// may be missing}
    private static Optional<HostInterface> find(Optional<ImportName> name, List<HostInterface> host, int offset)
            throws UnlinkableComponent {
        if (name.isEmpty()) {
            return host.stream().filter(one -> one.name().isEmpty()).findFirst();
        }
        ImportName wanted = name.get();
        List<HostInterface> sameName = host.stream().filter(one -> one.name().equals(wanted.base())).toList();
        if (sameName.isEmpty()) {
            throw new UnlinkableComponent("the component imports the interface " + wanted
                    + ", which this host does not offer", offset);
        }
        return Optional.of(sameName.stream().filter(one -> one.serves(wanted.version())).findFirst()
                .orElseThrow(() -> new UnlinkableComponent("the component imports the interface " + wanted
                        + "; this host offers " + wanted.base() + ", but not in that version", offset)));
    }

    private static UnlinkableComponent missing(String kind, String name, Optional<ImportName> around, int offset) {
        return new UnlinkableComponent("the component imports the " + kind + " '" + name + "'" + in(around)
                + ", which this host does not offer", offset);
    }

    private static String in(Optional<ImportName> around) {
        return around.map(name -> " of the interface " + name).orElse(" by itself");
    }

    /// {@return the body of an imported function}
    ///
    /// @param number of the [ImportedFunction]
    public HostFunction function(int number) {
        return functions.get(number);
    }

    /// {@return what drops an imported resource}
    ///
    /// @param number of the [ImportedResource]
    public BiConsumer<HostContext, Object> drop(int number) {
        return drops.get(number);
    }

    /// {@return what drops a resource of the host}
    public BiConsumer<HostContext, Object> drop(ResourceType.Host type) {
        return dropsByType.get(type);
    }
}
