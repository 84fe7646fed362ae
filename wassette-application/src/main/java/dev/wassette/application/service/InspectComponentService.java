package dev.wassette.application.service;

import dev.wassette.application.port.in.InspectComponent;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.application.port.out.Artifact;
import dev.wassette.application.port.out.ComponentFormat;
import dev.wassette.application.port.out.ComponentFormat.Contents;
import dev.wassette.application.port.out.ComponentFormat.Read;
import dev.wassette.application.port.out.ComponentFormat.Unreadable;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.ComponentSource.Fetched;
import dev.wassette.application.port.out.ComponentSource.Unavailable;
import dev.wassette.application.port.out.ComponentSource.Wanted;
import dev.wassette.application.port.out.ComponentStore;
import dev.wassette.application.port.out.ComponentStore.Metadata;
import dev.wassette.application.port.out.ComponentStore.StoredComponent;
import dev.wassette.application.service.ToolMaker.Made;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Digest;
import dev.wassette.domain.Provenance;
import dev.wassette.domain.Tool;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds a component, reads it, and says of each import which permission belongs to it.
public final class InspectComponentService implements InspectComponent {
    /// The beginnings of the names of interfaces that ask a policy.
    private static final Map<String, String> PERMISSIONS = Map.of(
            "wasi:filesystem/", "storage",
            "wasi:http/outgoing-handler", "network",
            "wasi:sockets/", "network",
            "wasi:cli/environment", "environment-variable",
            "wasi:config/store", "environment-variable");

    private final ComponentStore store;
    private final List<ComponentSource> sources;
    private final ComponentFormat format;

    /// @param sources the first that knows a reference fetches it
    public InspectComponentService(ComponentStore store, List<ComponentSource> sources, ComponentFormat format) {
        this.store = Objects.requireNonNull(store);
        this.sources = List.copyOf(sources);
        this.format = Objects.requireNonNull(format);
    }

    @Override
    public Outcome inspect(String component) {
        try {
            Optional<ComponentId> id = ComponentIds.parse(component);
            Optional<StoredComponent> kept = id.isEmpty() ? Optional.empty() : store.read(id.get());
            if (kept.isEmpty()) {
                return fetch(component);
            }
            Optional<Metadata> known = store.metadata(id.get());
            return inspect(component, kept.get().bytes(), known.map(Metadata::provenance)
                    .orElseGet(() -> Provenance.of(Optional.empty())));
        } catch (IOException e) {
            return new NotInspected("Component '" + component + "' cannot be read: " + e.getMessage());
        }
    }

    private Outcome fetch(String reference) {
        boolean isReference = reference.endsWith(".wasm") || reference.contains("/");
        Optional<ComponentSource> source = sources.stream().filter(each -> isReference && each.knows(reference)).findFirst();
        if (source.isEmpty()) {
            return new NotInspected("Component '" + reference
                    + "' not found. Use 'component load' to load the component first.");
        }
        return switch (source.get().fetch(new Wanted(reference))) {
            case Fetched fetched -> inspect(reference, fetched.bytes(), new Provenance(Optional.of(fetched.origin()),
                    fetched.artifact().map(Artifact::manifest), OptionalLong.empty(), Optional.empty(), false));
            case Unavailable(String reason) -> new NotInspected(reason);
        };
    }

    private Outcome inspect(String component, byte[] bytes, Provenance provenance) {
        return switch (format.read(bytes)) {
            case Unreadable(String reason) -> new NotInspected("'" + component + "' is no component: " + reason);
            case Read(Contents contents) -> {
                Made made = ToolMaker.make(contents);
                yield new Inspected(contents.world(),
                        contents.imports().stream().map(InspectComponentService::imported).toList(),
                        made.tools().stream().map(InspectComponentService::description).toList(), made.warnings(),
                        Digest.of(bytes), provenance);
            }
        };
    }

    private static ImportedInterface imported(String name) {
        return new ImportedInterface(name, PERMISSIONS.entrySet().stream()
                .filter(each -> name.startsWith(each.getKey())).map(Map.Entry::getValue).findFirst());
    }

    private static ToolDescription description(Tool tool) {
        return new ToolDescription(tool.name(), tool.description(), WitToSchema.arguments(tool.signature()),
                WitToSchema.envelope(tool.signature()));
    }
}
