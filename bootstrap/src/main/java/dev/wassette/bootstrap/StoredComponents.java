package dev.wassette.bootstrap;

import dev.wassette.application.Application;
import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.SearchComponents;
import dev.wassette.application.port.in.UnloadComponent;
import dev.wassette.cli.Components;

/// The use cases of a command that ends soon.
record StoredComponents(Application application, LazyRuntime runtime) implements Components {

    @Override
    public LoadComponent load() {
        return application.loadComponent();
    }

    @Override
    public UnloadComponent unload() {
        return application.unloadComponent();
    }

    @Override
    public ListComponents list() {
        return application.listComponents();
    }

    @Override
    public ListTools tools() {
        return application.listTools();
    }

    @Override
    public CallTool call() {
        return application.callTool();
    }

    @Override
    public SearchComponents search() {
        return application.searchComponents();
    }

    @Override
    public void close() {
        application.close();
        runtime.close();
    }
}
