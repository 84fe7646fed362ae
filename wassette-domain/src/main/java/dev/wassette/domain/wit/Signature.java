package dev.wassette.domain.wit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The type of a function (Component Model, "Type definitions", `functype`).
///
/// @param parameters in order; names differ
/// @param result empty for a function that returns nothing
public record Signature(List<Parameter> parameters, Optional<WitType> result) {
    public Signature {
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(result);
    }

    /// One parameter of a function.
    public record Parameter(String name, WitType type) {
        public Parameter {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
        }

        @Override
        public String toString() {
            return name + ": " + type;
        }
    }

    @Override
    public String toString() {
        return "func" + parameters + result.map(type -> " -> " + type).orElse("");
    }
}
