package dev.wassette.application.service;

import dev.wassette.application.port.in.PermissionRequest;
import dev.wassette.domain.policy.Access;
import dev.wassette.domain.policy.EnvironmentPermission;
import dev.wassette.domain.policy.DeniablePermission;
import dev.wassette.domain.policy.InvalidPermission;
import dev.wassette.domain.policy.NetworkPermission;
import dev.wassette.domain.policy.Permission;
import dev.wassette.domain.policy.ProtectedPlaces;
import dev.wassette.domain.policy.Resource;
import dev.wassette.domain.policy.ResourcePermission;
import dev.wassette.domain.policy.Revocation;
import dev.wassette.domain.policy.StoragePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// From what a client wrote to what a policy holds.
final class PermissionRequests {
    private PermissionRequests() {}

    /// @throws InvalidPermission when it is not written as permissions are
    /// @throws ForbiddenPlace when it is about files that nobody can be given
    static Permission permission(PermissionRequest request, ProtectedPlaces places) {
        return switch (request) {
            case PermissionRequest.Storage(String uri, List<String> access) -> storage(uri, accesses(access), places);
            case PermissionRequest.Network(String host) -> network(host);
            case PermissionRequest.Environment(String key) -> new EnvironmentPermission(key);
            case PermissionRequest.Limit(String resource, String amount) ->
                new ResourcePermission(resource(resource), amount);
        };
    }

    /// What nobody can be given may be denied all the same.
    ///
    /// @throws InvalidPermission when it is not written as permissions are
    static DeniablePermission denial(PermissionRequest.Deniable request) {
        return switch (request) {
            case PermissionRequest.Storage(String uri, List<String> access) -> new StoragePermission(uri, accesses(access));
            case PermissionRequest.Network(String host) -> network(host);
        };
    }

    static Revocation revocation(PermissionRequest request) {
        return switch (request) {
            case PermissionRequest.Deniable deniable -> revocation(deniable);
            case PermissionRequest.Environment(String key) -> new Revocation.Environment(key);
            case PermissionRequest.Limit(String resource, _) -> new Revocation.Limit(resource(resource));
        };
    }

    static Revocation.Deniable revocation(PermissionRequest.Deniable request) {
        return switch (request) {
            case PermissionRequest.Storage(String uri, _) -> new Revocation.Storage(uri);
            case PermissionRequest.Network(String host) -> new Revocation.Network(host);
        };
    }

    private static NetworkPermission network(String host) {
        return isRange(host) ? new NetworkPermission.Cidr(host) : new NetworkPermission.Host(host);
    }

    /// A host has a slash only behind a scheme.
    private static boolean isRange(String host) {
        return host.indexOf('/') >= 0 && !host.contains("://");
    }

    private static StoragePermission storage(String uri, Set<Access> access, ProtectedPlaces places) {
        if (uri.startsWith("/")) {
            throw new ForbiddenPlace(denied(access, uri) + ". Write a path as a URI: fs://" + uri);
        }
        var permission = new StoragePermission(uri, access);
        if (places.cover(permission)) {
            throw forbidden(permission);
        }
        return permission;
    }

    static ForbiddenPlace forbidden(StoragePermission permission) {
        return new ForbiddenPlace(denied(permission.access(), permission.uri())
                + ": components, their policies, secrets and the configuration are never given to a component");
    }

    private static String denied(Set<Access> access, String place) {
        String words = access.size() == 2 ? "read and write" : access.contains(Access.WRITE) ? "write" : "read";
        return "Permission denied: cannot grant " + words + " access to " + place;
    }

    private static Set<Access> accesses(List<String> words) {
        if (words.isEmpty()) {
            throw new InvalidPermission("Storage access cannot be empty");
        }
        Set<Access> accesses = EnumSet.noneOf(Access.class);
        for (String word : words) {
            switch (word) {
                case "read" -> accesses.add(Access.READ);
                case "write" -> accesses.add(Access.WRITE);
                default -> throw new InvalidPermission("Invalid access type: " + word);
            }
        }
        return accesses;
    }

    private static Resource resource(String key) {
        return Resource.of(key).orElseThrow(() -> new InvalidPermission("There is no limit of the name " + key));
    }
}
