package dev.wassette.domain.policy;

import java.util.Objects;

/// What a policy shall no longer allow, or no longer deny. Entries are compared as they are written, so this needs not be
/// valid.
public sealed interface Revocation {

    /// About an entry that can be denied as well.
    sealed interface Deniable extends Revocation {}

    /// All access to the files of exactly this URI.
    record Storage(String uri) implements Deniable {
        public Storage {
            Objects.requireNonNull(uri);
        }

        boolean isAbout(StoragePermission files) {
            return files.uri().equals(uri);
        }
    }

    /// @param entry a host or a range
    record Network(String entry) implements Deniable {
        public Network {
            Objects.requireNonNull(entry);
        }

        boolean isAbout(NetworkPermission hosts) {
            return hosts.text().equals(entry);
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
