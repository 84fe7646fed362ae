package dev.wassette.application.service;

import dev.wassette.domain.ComponentId;
import java.util.List;
import java.util.Objects;

/// A component and its tools.
///
/// @param tools in the order of the exports; names differ
/// @param warnings sentences for the user about exports and documentation that could not be used
record LoadedComponent(SharedComponent shared, List<LoadedTool> tools, List<String> warnings) {
    LoadedComponent {
        Objects.requireNonNull(shared);
        tools = List.copyOf(tools);
        warnings = List.copyOf(warnings);
    }

    ComponentId id() {
        return shared.id();
    }
}
