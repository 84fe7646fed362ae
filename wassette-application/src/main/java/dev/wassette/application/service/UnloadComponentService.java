package dev.wassette.application.service;

import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.application.port.out.ComponentRegister;
import dev.wassette.domain.ComponentId;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;

/// Takes components out of the catalogue, and their policies away: what comes later under the same id is not trusted
/// because of them (contract G). Their code is freed when the last running call has ended.
public final class UnloadComponentService implements UnloadComponent {
    private static final Logger LOG = System.getLogger("dev.wassette.application");

    private final ToolCatalog catalog;
    private final Policies policies;
    private final ComponentRegister register;

    public UnloadComponentService(ToolCatalog catalog, Policies policies, ComponentRegister register) {
        this.catalog = Objects.requireNonNull(catalog);
        this.policies = Objects.requireNonNull(policies);
        this.register = Objects.requireNonNull(register);
    }

    @Override
    public Outcome unload(String id) {
        Optional<LoadedComponent> removed = ComponentIds.parse(id).flatMap(catalog::remove);
        removed.ifPresent(component -> component.shared().retire());
        removed.map(LoadedComponent::id).ifPresent(this::forget);
        return removed.<Outcome>map(component -> new Unloaded(component.id())).orElseGet(() -> new NotFound(id));
    }

    private void forget(ComponentId id) {
        try {
            policies.store().update(id, _ -> Optional.empty());
            register.remove(id);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "What is stored of the unloaded component {0} stays: {1}", id, e);
        }
    }

    /// Unloads all components, at the end of the program.
    public void unloadAll() {
        catalog.clear().components().forEach(component -> component.shared().retire());
    }
}
