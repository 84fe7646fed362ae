package dev.wassette.domain.wit.text;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// `async func(name: type) -> type` (WIT, `func-type`).
///
/// @param result empty for a function that returns nothing
public record FunctionType(boolean async, List<Parameter> parameters, Optional<TypeUse> result) {
    public FunctionType {
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(result);
    }

    /// One parameter.
    public record Parameter(String name, TypeUse type) {
        public Parameter {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }
    }
}
