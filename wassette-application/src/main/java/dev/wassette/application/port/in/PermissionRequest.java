package dev.wassette.application.port.in;

import java.util.List;
import java.util.Objects;

/// A permission as a client writes it, not yet checked.
public sealed interface PermissionRequest {

    /// About something of which a policy has two lists: what is allowed, and what is denied although it is allowed.
    sealed interface Deniable extends PermissionRequest {}

    /// @param uri `fs://...`
    /// @param access `read`, `write` or both; not needed to revoke
    record Storage(String uri, List<String> access) implements Deniable {
        public Storage {
            Objects.requireNonNull(uri);
            access = List.copyOf(access);
        }
    }

    /// @param host a host, possibly with a scheme and a port, or a range of addresses
    record Network(String host) implements Deniable {
        public Network {
            Objects.requireNonNull(host);
        }
    }

    record Environment(String key) implements PermissionRequest {
        public Environment {
            Objects.requireNonNull(key);
        }
    }

    /// @param resource a key of `permissions.resources.limits`, such as `memory`
    /// @param amount such as `512Mi`; not needed to revoke
    record Limit(String resource, String amount) implements PermissionRequest {
        public Limit {
            Objects.requireNonNull(resource);
            Objects.requireNonNull(amount);
        }
    }

    /// {@return what messages call this kind of permission}
    default String kind() {
        return switch (this) {
            case Storage _ -> "storage";
            case Network _ -> "network";
            case Environment _ -> "environment variable";
            case Limit(String resource, _) -> resource;
        };
    }
}
