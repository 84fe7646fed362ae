package dev.wassette.application;

import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.application.port.out.ComponentRuntime;
import dev.wassette.application.port.out.ComponentSource;
import dev.wassette.application.service.CallToolService;
import dev.wassette.application.service.CatalogLists;
import dev.wassette.application.service.LoadComponentService;
import dev.wassette.application.service.ToolCatalog;
import dev.wassette.application.service.UnloadComponentService;
import java.util.List;

/// The use cases of one server, over one catalogue of loaded components. Safe for use by several threads.
public final class Application implements AutoCloseable {
    private final LoadComponentService loadComponent;
    private final UnloadComponentService unloadComponent;
    private final CallToolService callTool;
    private final CatalogLists lists;

    /// Starts with nothing loaded.
    ///
    /// @param runtime runs the components
    /// @param sources where components come from; the first that knows a reference fetches it
    public Application(ComponentRuntime runtime, List<ComponentSource> sources) {
        var catalog = new ToolCatalog();
        this.loadComponent = new LoadComponentService(catalog, runtime, sources);
        this.unloadComponent = new UnloadComponentService(catalog);
        this.callTool = new CallToolService(catalog);
        this.lists = new CatalogLists(catalog);
    }

    public LoadComponent loadComponent() {
        return loadComponent;
    }

    public UnloadComponent unloadComponent() {
        return unloadComponent;
    }

    public CallTool callTool() {
        return callTool;
    }

    public ListTools listTools() {
        return lists;
    }

    public ListComponents listComponents() {
        return lists;
    }

    /// Unloads all components. Calls that are running keep theirs until they end. A load that runs meanwhile still
    /// puts its component in, so end the clients first.
    @Override
    public void close() {
        unloadComponent.unloadAll();
    }
}
