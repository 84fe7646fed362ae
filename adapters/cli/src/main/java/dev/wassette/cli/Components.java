package dev.wassette.cli;

import dev.wassette.application.port.in.CallTool;
import dev.wassette.application.port.in.ListComponents;
import dev.wassette.application.port.in.ListTools;
import dev.wassette.application.port.in.LoadComponent;
import dev.wassette.application.port.in.SearchComponents;
import dev.wassette.application.port.in.UnloadComponent;

/// What can be done with the components of a folder without a server. An engine is opened by the first load or call, and
/// prepares only the component that it is about.
public interface Components extends AutoCloseable {

    LoadComponent load();

    UnloadComponent unload();

    ListComponents list();

    ListTools tools();

    CallTool call();

    SearchComponents search();

    /// Closes the engine.
    @Override
    void close();
}
