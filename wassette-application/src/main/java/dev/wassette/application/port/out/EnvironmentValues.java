package dev.wassette.application.port.out;

import dev.wassette.domain.ComponentId;
import java.util.Optional;

/// The values that the user has set for variables. Asked only for variables that a policy allows. Safe for use by
/// several threads.
@FunctionalInterface
public interface EnvironmentValues {

    /// {@return the value of a variable for a component; empty when nobody has set it}
    Optional<String> value(ComponentId id, String key);
}
