package dev.wassette.application.port.in;

import dev.wassette.application.json.JsonValue.JsonObject;
import dev.wassette.domain.ToolName;
import java.util.Objects;
import java.util.Optional;

/// A tool as an agent sees it.
///
/// @param inputSchema JSON Schema of the arguments object (contract D.2)
/// @param outputSchema JSON Schema of the result envelope (contract D.3); empty for a function without a result
public record ToolDescription(ToolName name, String description, JsonObject inputSchema,
        Optional<JsonObject> outputSchema) {
    public ToolDescription {
        Objects.requireNonNull(name);
        Objects.requireNonNull(description);
        Objects.requireNonNull(inputSchema);
        Objects.requireNonNull(outputSchema);
    }
}
