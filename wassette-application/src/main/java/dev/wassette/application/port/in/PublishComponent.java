package dev.wassette.application.port.in;

import dev.wassette.domain.Digest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Publishes a component that somebody has built.
public interface PublishComponent {

    /// @param progress is told how far it has come
    Outcome publish(Request request, Progress progress);

    /// @param component path of the file
    /// @param reference where to, such as `oci://ghcr.io/me/tool:1.0`
    /// @param policy path of a policy that comes with it as a proposal
    record Request(String component, String reference, Optional<String> policy, Map<String, String> annotations) {
        public Request {
            Objects.requireNonNull(component);
            Objects.requireNonNull(reference);
            Objects.requireNonNull(policy);
            annotations = Map.copyOf(annotations);
        }
    }

    @FunctionalInterface
    interface Progress {
        /// @param phase what is being done: a few words for the user
        /// @param bytes of it that are done
        void at(String phase, long bytes, OptionalLong total);
    }

    sealed interface Outcome {}

    /// @param reference by which exactly this can be loaded
    /// @param manifest what signatures are about
    /// @param component digest of its bytes
    record Published(String reference, Digest manifest, Digest component) implements Outcome {
        public Published {
            Objects.requireNonNull(reference);
            Objects.requireNonNull(manifest);
            Objects.requireNonNull(component);
        }
    }

    /// @param reason the complete message for the user
    record NotPublished(String reason) implements Outcome {
        public NotPublished {
            Objects.requireNonNull(reason);
        }
    }
}
