package dev.wassette.application.service;

import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Provenance;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Shows the catalogue, as it is after a look at the store.
public final class CatalogLists implements ListTools, ListComponents {
    private final ToolCatalog catalog;
    private final KeptComponents kept;

    public CatalogLists(ToolCatalog catalog, KeptComponents kept) {
        this.catalog = Objects.requireNonNull(catalog);
        this.kept = Objects.requireNonNull(kept);
    }

    @Override
    public List<ToolDescription> tools() {
        kept.refresh();
        return catalog.snapshot().descriptions();
    }

    @Override
    public List<Summary> components() {
        kept.refresh();
        Snapshot now = catalog.snapshot();
        Map<ComponentId, String> problems = kept.problems();
        Stream<ComponentId> offered = now.components().stream().map(CatalogEntry::id);
        return Stream.concat(offered, problems.keySet().stream()).distinct().sorted()
                .map(id -> new Summary(id, now.descriptions(id), Optional.ofNullable(problems.get(id)),
                        now.component(id).map(CatalogEntry::digest),
                        now.component(id).map(CatalogEntry::provenance).orElseGet(() -> Provenance.of(Optional.empty()))))
                .toList();
    }
}
