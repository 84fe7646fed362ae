package dev.wassette.domain.policy;

import dev.wassette.domain.ComponentId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
    /// one before, and what is there already changes nothing.
    public Policy granting(Permission permission) {
        return switch (permission) {
            case StoragePermission files -> with(storageAnd(files));
            case NetworkPermission hosts -> new Policy(version, description, storage, network.allowing(hosts),
                    environment, resources);
            case EnvironmentPermission variable -> new Policy(version, description, storage, network,
                    Stream.concat(environment.stream(), Stream.of(variable)).toList(), resources);
            case ResourcePermission limit -> withResources(Stream.concat(
                    resources.stream().filter(each -> each.resource() != limit.resource()), Stream.of(limit)).toList());
        };
    }

    private Rules<StoragePermission> storageAnd(StoragePermission more) {
        List<StoragePermission> joined = new ArrayList<>();
        StoragePermission merged = more;
        for (StoragePermission each : storage.allow()) {
            if (each.uri().equals(more.uri())) {
                merged = merged.and(each.access());
            }
        }
        boolean placed = false;
        for (StoragePermission each : storage.allow()) {
            boolean same = each.uri().equals(more.uri());
            if (!same || !placed) {
                joined.add(same ? merged : each);
            }
            placed |= same;
        }
        if (!placed) {
            joined.add(merged);
        }
        return new Rules<>(joined, storage.deny());
    }

    /// Takes a permission away. What is not there is no mistake. What is denied stays denied.
    public Policy revoking(Revocation revocation) {
        return switch (revocation) {
            case Revocation.Storage(String uri) -> with(storage.without(each -> each.uri().equals(uri)));
            case Revocation.Network(String entry) -> new Policy(version, description, storage,
                    network.without(each -> each.text().equals(entry)), environment, resources);
            case Revocation.Environment(String key) -> new Policy(version, description, storage, network,
                    environment.stream().filter(each -> !each.key().equals(key)).toList(), resources);
            case Revocation.Limit(Resource resource) ->
                withResources(resources.stream().filter(each -> each.resource() != resource).toList());
        };
    }

    private Policy with(Rules<StoragePermission> files) {
        return new Policy(version, description, files, network, environment, resources);
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
