package dev.wassette.application.service;

import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.ToolDescription;
import java.util.List;
import java.util.Objects;

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
        return now.components().stream()
                .map(component -> new Summary(component.id(), now.descriptions(component.id())))
                .toList();
    }
}
