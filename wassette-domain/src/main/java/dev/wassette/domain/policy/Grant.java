package dev.wassette.domain.policy;

import java.util.Objects;

/// What one call of a component may touch and use, resolved from its policy: an immutable snapshot. Whatever is not
/// named here is denied.
///
/// @param resources how much memory and time the call may use
public record Grant(ResourceLimits resources) {
    public Grant {
        Objects.requireNonNull(resources);
    }

    /// {@return the grant of a component without a policy: nothing of the world, and the default resources}
    public static Grant nothing() {
        return new Grant(ResourceLimits.defaults());
    }
}
