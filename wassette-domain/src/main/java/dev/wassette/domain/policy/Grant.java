package dev.wassette.domain.policy;

import java.util.Map;
import java.util.Objects;

/// What one call of a component may touch and use, resolved from its policy: an immutable snapshot. Whatever is not
/// named here is denied.
///
/// @param storage files
/// @param network hosts
/// @param environment variables with their values
/// @param resources how much of everything the call may use
public record Grant(StorageGrant storage, NetworkGrant network, Map<String, String> environment,
        ResourceLimits resources) {
    public Grant {
        Objects.requireNonNull(storage);
        Objects.requireNonNull(network);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(resources);
    }

    /// {@return the grant of a component without a policy: nothing of the world, and the default resources}
    public static Grant nothing() {
        return new Grant(StorageGrant.nothing(), NetworkGrant.nothing(), Map.of(), ResourceLimits.defaults());
    }

    /// {@return this grant with other files}
    public Grant with(StorageGrant other) {
        return new Grant(other, network, environment, resources);
    }

    /// {@return this grant with other hosts}
    public Grant with(NetworkGrant other) {
        return new Grant(storage, other, environment, resources);
    }

    /// {@return this grant with other variables}
    public Grant with(Map<String, String> other) {
        return new Grant(storage, network, other, resources);
    }

    /// {@return this grant with other resources}
    public Grant with(ResourceLimits other) {
        return new Grant(storage, network, environment, other);
    }

    /// {@return the grant without the values of its variables, which may be secrets}
    @Override
    public String toString() {
        return "Grant[storage=" + storage + ", network=" + network + ", environment=" + environment.keySet()
                + ", resources=" + resources + "]";
    }
}
