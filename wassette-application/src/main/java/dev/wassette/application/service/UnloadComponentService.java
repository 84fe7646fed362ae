package dev.wassette.application.service;

import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.domain.ComponentId;
import java.util.Objects;
import java.util.Optional;

/// Takes components out of the catalogue. Their code is freed when the last running call has ended.
public final class UnloadComponentService implements UnloadComponent {
    private final ToolCatalog catalog;

    public UnloadComponentService(ToolCatalog catalog) {
        this.catalog = Objects.requireNonNull(catalog);
    }

    @Override
    public Outcome unload(String id) {
        Optional<LoadedComponent> removed = valid(id).flatMap(catalog::remove);
        removed.ifPresent(component -> component.shared().retire());
        return removed.<Outcome>map(component -> new Unloaded(component.id())).orElseGet(() -> new NotFound(id));
    }

    /// Unloads all components, at the end of the program.
    public void unloadAll() {
        catalog.clear().components().forEach(component -> component.shared().retire());
    }

    private static Optional<ComponentId> valid(String id) {
        try {
            return Optional.of(new ComponentId(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
