package dev.wassette.domain;

import dev.wassette.domain.wit.FunctionName;
import dev.wassette.domain.wit.Signature;
import java.util.Objects;

/// One exported function of a component, as it is offered to an agent.
///
/// @param name the name that the agent calls
/// @param description what the function does, from the component's own documentation where it has any
/// @param function the exported function
/// @param signature its type
public record Tool(ToolName name, String description, FunctionName function, Signature signature) {
    public Tool {
        Objects.requireNonNull(name);
        Objects.requireNonNull(description);
        Objects.requireNonNull(function);
        Objects.requireNonNull(signature);
    }
}
