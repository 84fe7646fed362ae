package dev.wassette.application.port.out;

import dev.wassette.domain.Digest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Puts components where others can fetch them. Safe for use by several threads.
public interface ComponentPublisher {

    /// @param reference where to, such as `oci://ghcr.io/me/tool:1.0`
    /// @param progress is told of what takes time
    Publication publish(String reference, Parts parts, ComponentSource.Progress progress);

    /// {@return why a registry does not let the user in with these credentials; empty when it does}
    ///
    /// @param registry host and perhaps port, such as `ghcr.io`
    Optional<String> refusal(String registry, RegistryCredentials.Credential credential);

    /// @param component not copied
    /// @param imports full names of what it imports
    /// @param exports full names of what it exports
    /// @param policy text of a policy that its author proposes
    /// @param annotations for people and search engines
    record Parts(byte[] component, List<String> imports, List<String> exports, Optional<String> policy,
            Map<String, String> annotations) {
        public Parts {
            Objects.requireNonNull(component);
            imports = List.copyOf(imports);
            exports = List.copyOf(exports);
            Objects.requireNonNull(policy);
            annotations = Map.copyOf(annotations);
        }
    }

    /// How a publication ended.
    sealed interface Publication {}

    /// @param reference with the tag and the digest, by which exactly this can be fetched
    /// @param manifest digest of what signatures are about
    record Published(String reference, Digest manifest) implements Publication {
        public Published {
            Objects.requireNonNull(reference);
            Objects.requireNonNull(manifest);
        }
    }

    /// @param reason what was wrong and what to do: a sentence for the user
    record NotPublished(String reason) implements Publication {
        public NotPublished {
            Objects.requireNonNull(reason);
        }
    }
}
