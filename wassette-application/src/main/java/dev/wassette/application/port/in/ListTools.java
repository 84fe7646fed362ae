package dev.wassette.application.port.in;

import java.util.List;

/// Lists the tools of all loaded components. Safe for use by several threads.
public interface ListTools {

    /// {@return the tools, components sorted by id, tools in the order of the component's exports; names differ}
    ///
    /// Where several components have a tool of one name, each is listed under the id of its component and that name.
    List<ToolDescription> tools();
}
