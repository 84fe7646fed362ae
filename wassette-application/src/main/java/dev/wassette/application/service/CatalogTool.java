package dev.wassette.application.service;

import dev.wassette.application.port.in.ToolDescription;
import dev.wassette.application.port.out.ComponentStore.StoredTool;
import dev.wassette.domain.ComponentId;
import dev.wassette.domain.Tool;
import dev.wassette.domain.ToolName;
import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.Signature;
import java.util.Objects;
import java.util.Optional;

/// A tool in the catalogue.
///
/// @param description with the tool's own name
/// @param function what it calls
/// @param component where that is
/// @param body what a call needs; empty until the component is prepared
record CatalogTool(ToolDescription description, FunctionName function, ComponentId component, Optional<Body> body) {
    CatalogTool {
        Objects.requireNonNull(description);
        Objects.requireNonNull(function);
        Objects.requireNonNull(component);
        Objects.requireNonNull(body);
    }

    /// What a call needs.
    record Body(Signature signature, SharedComponent component) {
        Body {
            Objects.requireNonNull(signature);
            Objects.requireNonNull(component);
        }
    }

    /// {@return a tool of a component}
    ///
    /// @param shared the component, where it is prepared
    static CatalogTool of(Tool tool, ComponentId id, Optional<SharedComponent> shared) {
        var description = new ToolDescription(tool.name(), tool.description(),
                WitToSchema.arguments(tool.signature()), WitToSchema.envelope(tool.signature()));
        return new CatalogTool(description, tool.function(), id,
                shared.map(component -> new Body(tool.signature(), component)));
    }

    /// {@return a tool as it was kept}
    static CatalogTool of(StoredTool stored, ComponentId id) {
        return new CatalogTool(new ToolDescription(stored.name(), stored.description(), stored.inputSchema(),
                stored.outputSchema()), stored.function(), id, Optional.empty());
    }

    StoredTool stored() {
        return new StoredTool(description.name(), function, description.description(), description.inputSchema(),
                description.outputSchema());
    }

    ToolName name() {
        return description.name();
    }
}
