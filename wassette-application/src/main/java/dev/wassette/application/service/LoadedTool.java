package dev.wassette.application.service;

import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.domain.Tool;
import java.util.Objects;

/// A tool with all that a call of it needs.
///
/// @param tool the name and the function behind it
/// @param description the same for agents
/// @param component where the function is
record LoadedTool(Tool tool, ToolDescription description, SharedComponent component) {
    LoadedTool {
        Objects.requireNonNull(tool);
        Objects.requireNonNull(description);
        Objects.requireNonNull(component);
    }

    static LoadedTool of(Tool tool, SharedComponent component) {
        var description = new ToolDescription(tool.name(), tool.description(),
                WitToSchema.arguments(tool.signature()), WitToSchema.envelope(tool.signature()));
        return new LoadedTool(tool, description, component);
    }
}
