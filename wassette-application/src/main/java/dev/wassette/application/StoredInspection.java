package dev.wassette.application;

import dev.wassette.application.port.in.InspectComponent;
import dev.wassette.application.port.out.ComponentFormat;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.port.out.ComponentStore;
import dev.wassette.application.service.InspectComponentService;
import java.util.List;

/// Looking at components, those that are stored and any other. Safe for use by several threads.
public final class StoredInspection {
    private final InspectComponentService inspectComponent;

    /// @param sources of components that are not stored; the first that knows a reference fetches it
    public StoredInspection(ComponentStore store, List<ComponentSource> sources, ComponentFormat format) {
        this.inspectComponent = new InspectComponentService(store, sources, format);
    }

    public InspectComponent inspectComponent() {
        return inspectComponent;
    }
}
