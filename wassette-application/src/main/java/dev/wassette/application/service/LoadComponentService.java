package dev.wassette.application.service;

import dev.wassette.application.port.in.BuiltInTool;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.out.ComponentRegister;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentRuntime.Prepared;
import dev.wassette.application.port.out.ComponentRuntime.PreparedComponent;
import dev.wassette.application.port.out.ComponentRuntime.Refused;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.ComponentSource.Fetched;
import dev.wassette.application.port.out.ComponentSource.Unavailable;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.ToolName;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Fetches, prepares, names; and only when all of that has worked, changes the catalogue.
///
/// Of two loads of the same id at the same time the one that ends last stays.
public final class LoadComponentService implements LoadComponent {
    private static final Logger LOG = System.getLogger("dev.wassette.application");
    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*)://");

    private final ToolCatalog catalog;
    private final ComponentRuntime runtime;
    private final List<ComponentSource> sources;
    private final ComponentRegister register;

    /// @param sources the first that knows a reference fetches it
    /// @param register hears of what is loaded
    public LoadComponentService(ToolCatalog catalog, ComponentRuntime runtime, List<ComponentSource> sources,
            ComponentRegister register) {
        this.catalog = Objects.requireNonNull(catalog);
        this.runtime = Objects.requireNonNull(runtime);
        this.sources = List.copyOf(sources);
        this.register = Objects.requireNonNull(register);
    }

    @Override
    public Outcome load(String reference) {
        Optional<ComponentSource> source = sources.stream().filter(each -> each.knows(reference)).findFirst();
        return source.map(known -> load(reference, known)).orElseGet(() -> new NotLoaded(unknown(reference)));
    }

    private Outcome load(String reference, ComponentSource source) {
        try {
            return switch (source.fetch(reference)) {
                case Unavailable(String reason) -> failed(reference, reason);
                case Fetched(ComponentId id, byte[] bytes) -> switch (runtime.prepare(bytes)) {
                    case Refused(String reason) -> failed(reference, reason);
                    case Prepared(PreparedComponent prepared) -> offer(id, prepared);
                };
            };
        } catch (RuntimeException fault) {
            return failed(reference, InternalFaults.report("loading " + reference, fault));
        }
    }

    private Loaded offer(ComponentId id, PreparedComponent prepared) {
        LoadedComponent component = named(id, prepared);
        Optional<LoadedComponent> replaced = catalog.put(component).component(id);
        replaced.ifPresent(old -> old.shared().retire());
        Snapshot now = catalog.snapshot();
        register(id, now.names(id));
        List<String> warnings = Stream.concat(component.warnings().stream(), conflicts(component, now)).toList();
        return new Loaded(id, replaced.isPresent(), now.names(id), warnings);
    }

    private void register(ComponentId id, List<ToolName> tools) {
        try {
            register.add(id, tools);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Other commands will not know of the component {0}: {1}", id, e);
        }
    }

    private static LoadedComponent named(ComponentId id, PreparedComponent prepared) {
        try {
            return ToolMaker.load(id, prepared);
        } catch (RuntimeException fault) {
            prepared.close();
            throw fault;
        }
    }

    /// Only the names that are new to the agent are worth a word; that others have changed, the list says.
    private static Stream<String> conflicts(LoadedComponent component, Snapshot now) {
        return component.tools().stream()
                .flatMap(tool -> conflict(tool.tool().name(), now.sharing(tool).toList()).stream())
                .limit(ServiceLimits.MAX_WARNINGS);
    }

    /// @param names that tools of this name are listed under
    private static Optional<String> conflict(ToolName name, List<String> names) {
        if (names.size() > 1) {
            return Optional.of("Tool '" + name + "' is in several components. Call them " + String.join(" and ", names)
                    + ".");
        }
        return BuiltInTool.named(name.value()).map(_ -> "Tool '" + name + "' has the name of a built-in tool. Call it "
                + names.getFirst() + ".");
    }

    private static NotLoaded failed(String reference, String reason) {
        return new NotLoaded("Failed to load component: " + reference + ". Error: " + reason);
    }

    /// The sentence of contract M4. It names OCI as a way out, so it cannot be the answer to an OCI reference.
    private static String unknown(String reference) {
        Matcher scheme = SCHEME.matcher(reference);
        if (!scheme.find()) {
            return "Cannot tell what '" + reference + "' is. Use a path, 'file://' or 'oci://'";
        }
        return scheme.group(1).equalsIgnoreCase("oci") ? "No loader for 'oci://' is installed. Use a path or 'file://'"
                : "Unsupported URI scheme '" + scheme.group(1) + "'. Use 'file://' or 'oci://'";
    }
}
