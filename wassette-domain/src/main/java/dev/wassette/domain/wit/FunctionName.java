package dev.wassette.domain.wit;

import java.util.Objects;
import java.util.Optional;

/// The full name of a function that a component exports or imports.
///
/// @param interfaceName the name of the instance around it with its version, such as
///     `example:weather/weather-api@1.0.0`; empty for a function of the world itself
/// @param function the name of the function itself
public record FunctionName(Optional<String> interfaceName, String function) {
    public FunctionName {
        Objects.requireNonNull(interfaceName);
        Objects.requireNonNull(function);
    }

    @Override
    public String toString() {
        return interfaceName.map(name -> name + "#" + function).orElse(function);
    }
}
