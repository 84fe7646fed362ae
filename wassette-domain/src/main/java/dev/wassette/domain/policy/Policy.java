package dev.wassette.domain.policy;

import dev.wassette.domain.ComponentId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What the user allows one component (contract F). Immutable; changes return another policy. Whatever it does not name
/// is denied.
///
/// @param version of the format: `1.` and more
/// @param environment variables that the component may read
/// @param resources in the order of [Resource], each once
public record Policy(String version, Optional<String> description, Rules<StoragePermission> storage,
        Rules<NetworkPermission> network, List<EnvironmentPermission> environment,
        List<ResourcePermission> resources) {

    /// @throws InvalidPermission for a version that we do not know, or a resource that is limited twice
    public Policy {
        if (!version.startsWith("1.")) {
            throw new InvalidPermission("Unsupported version: " + version);
        }
        Objects.requireNonNull(description);
        Objects.requireNonNull(storage);
        Objects.requireNonNull(network);
        environment = List.copyOf(new LinkedHashSet<>(environment));
        resources = resources.stream().sorted((one, other) -> one.resource().compareTo(other.resource())).toList();
        if (resources.stream().map(ResourcePermission::resource).distinct().count() < resources.size()) {
            throw new InvalidPermission("A resource is limited once");
        }
    }

    /// {@return a policy that allows nothing yet}
    public static Policy empty(ComponentId id) {
        return new Policy("1.0", Optional.of("Auto-generated policy for component: " + id), Rules.none(), Rules.none(),
                List.of(), List.of());
    }

    /// Adds a permission: of a URI that is there already the accesses join, a resource gets this limit instead of the
    /// one before, and what is there already changes nothing. What is denied stays denied.
    public Policy granting(Permission permission) {
        return switch (permission) {
            case StoragePermission files -> withStorage(storage.allowing(allowed -> Entries.joined(allowed, files)));
            case NetworkPermission hosts -> withNetwork(network.allowing(allowed -> Entries.and(allowed, hosts)));
            case EnvironmentPermission variable -> new Policy(version, description, storage, network,
                    Entries.and(environment, variable), resources);
            case ResourcePermission limit -> withResources(Entries.and(
                    Entries.without(resources, each -> each.resource() == limit.resource()), limit));
        };
    }

    /// Denies something, whatever else is allowed.
    public Policy denying(DeniablePermission permission) {
        return switch (permission) {
            case StoragePermission files -> withStorage(storage.denying(denied -> Entries.joined(denied, files)));
            case NetworkPermission hosts -> withNetwork(network.denying(denied -> Entries.and(denied, hosts)));
        };
    }

    /// Takes a permission away. What is not there is no mistake. What is denied stays denied.
    public Policy revoking(Revocation revocation) {
        return switch (revocation) {
            case Revocation.Storage files -> withStorage(storage.allowing(allowed -> Entries.without(allowed, files::isAbout)));
            case Revocation.Network hosts -> withNetwork(network.allowing(allowed -> Entries.without(allowed, hosts::isAbout)));
            case Revocation.Environment(String key) -> new Policy(version, description, storage, network,
                    Entries.without(environment, each -> each.key().equals(key)), resources);
            case Revocation.Limit(Resource resource) ->
                withResources(Entries.without(resources, each -> each.resource() == resource));
        };
    }

    /// Takes a denial away. What is not there is no mistake. What is allowed stays allowed.
    public Policy undenying(Revocation.Deniable revocation) {
        return switch (revocation) {
            case Revocation.Storage files -> withStorage(storage.denying(denied -> Entries.without(denied, files::isAbout)));
            case Revocation.Network hosts -> withNetwork(network.denying(denied -> Entries.without(denied, hosts::isAbout)));
        };
    }

    /// {@return the entries that this policy has and another has not, as a policy}
    public Policy beyond(Policy other) {
        return new Policy(version, description, storage.beyond(other.storage), network.beyond(other.network),
                Entries.beyond(environment, other.environment), Entries.beyond(resources, other.resources));
    }

    private Policy withStorage(Rules<StoragePermission> files) {
        return new Policy(version, description, files, network, environment, resources);
    }

    private Policy withNetwork(Rules<NetworkPermission> hosts) {
        return new Policy(version, description, storage, hosts, environment, resources);
    }

    private Policy withResources(List<ResourcePermission> limits) {
        return new Policy(version, description, storage, network, environment, limits);
    }

    /// {@return what a call may touch and use by this policy}
    public Grant resolve(Surroundings surroundings) {
        return new Grant(surroundings.storage(storage), new NetworkGrant(network.allow(), network.deny()),
                surroundings.variables(environment), ResourceSettings.apply(resources, ResourceLimits.defaults()));
    }
}
