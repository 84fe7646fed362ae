package dev.wassette.application.port.in;

import java.util.List;

/// Lists the tools of all loaded components. Safe for use by several threads.
public interface ListTools {

    /// {@return the tools, components sorted by id, tools in the order of the component's exports; names differ}
    ///
    /// A name that several components have is listed once. Such a tool cannot be called, and its description says so.
    List<ToolDescription> tools();
}
