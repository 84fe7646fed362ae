package dev.wassette.application.service;

import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.ToolDescription;
import java.util.List;
import java.util.Objects;

/// Shows the catalogue.
public final class CatalogLists implements ListTools, ListComponents {
    private final ToolCatalog catalog;

    public CatalogLists(ToolCatalog catalog) {
        this.catalog = Objects.requireNonNull(catalog);
    }

    @Override
    public List<ToolDescription> tools() {
        return catalog.snapshot().descriptions();
    }

    @Override
    public List<Summary> components() {
        Snapshot now = catalog.snapshot();
        return now.components().stream()
                .map(component -> new Summary(component.id(), now.descriptions(component.id())))
                .toList();
    }
}
