package dev.wassette.application.service;

import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.domain.ComponentId;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// Removes components with all that is kept of them, their policies too: what comes later under the same id is not trusted
/// because of them (contract G). Their code is freed when the last running call has ended.
public final class UnloadComponentService implements UnloadComponent {
    private final ToolCatalog catalog;
    private final KeptComponents kept;

    public UnloadComponentService(ToolCatalog catalog, KeptComponents kept) {
        this.catalog = Objects.requireNonNull(catalog);
        this.kept = Objects.requireNonNull(kept);
    }

    @Override
    public Outcome unload(String id) {
        Optional<ComponentId> parsed = ComponentIds.parse(id);
        return parsed.isPresent() ? unload(parsed.get()) : new NotFound(id);
    }

    private Outcome unload(ComponentId id) {
        try {
            return kept.remove(id) ? new Unloaded(id) : new NotFound(id.value());
        } catch (IOException e) {
            return new NotUnloaded(id, "Failed to unload component: "
                    + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    /// Frees all components, at the end of the program.
    public void closeAll() {
        catalog.clear().components().forEach(CatalogEntry::retire);
    }
}
