package dev.wassette.domain.policy;

import java.util.Objects;

/// What a policy shall no longer allow. Entries are compared as they are written, so this needs not be valid.
public sealed interface Revocation {

    /// All access to the files of exactly this URI.
    record Storage(String uri) implements Revocation {
        public Storage {
            Objects.requireNonNull(uri);
        }
    }

    /// @param entry a host or a range
    record Network(String entry) implements Revocation {
        public Network {
            Objects.requireNonNull(entry);
        }
    }

    record Environment(String key) implements Revocation {
        public Environment {
            Objects.requireNonNull(key);
        }
    }

    /// The limit of this resource is the default again.
    record Limit(Resource resource) implements Revocation {
        public Limit {
            Objects.requireNonNull(resource);
        }
    }
}
