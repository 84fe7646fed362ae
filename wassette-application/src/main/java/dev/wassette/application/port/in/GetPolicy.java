package dev.wassette.application.port.in;

import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Policy;
import java.util.Objects;

/// Tells which permissions a component has. Safe for use by several threads.
public interface GetPolicy {

    Outcome policy(String componentId);

    /// What is known.
    sealed interface Outcome {}

    /// @param policy as it is stored now
    /// @param location where it lies
    /// @param sourceUri where it came from
    /// @param createdAt seconds since the epoch
    record Found(ComponentId id, Stored policy, String location, String sourceUri, long createdAt)
            implements Outcome {
        public Found {
            Objects.requireNonNull(id);
            Objects.requireNonNull(policy);
            Objects.requireNonNull(location);
            Objects.requireNonNull(sourceUri);
        }

        /// {@return a name for the policy (contract B.4)}
        public String policyId() {
            return id + "-policy";
        }
    }

    /// What is stored.
    sealed interface Stored {}

    record Valid(Policy policy) implements Stored {
        public Valid {
            Objects.requireNonNull(policy);
        }
    }

    /// The policy changes nothing: the component may do what it could do before it, or nothing.
    ///
    /// @param reason what is wrong with it, and where
    record Invalid(String reason) implements Stored {
        public Invalid {
            Objects.requireNonNull(reason);
        }
    }

    /// The component may do nothing.
    record NoPolicy(ComponentId id) implements Outcome {
        public NoPolicy {
            Objects.requireNonNull(id);
        }
    }

    /// @param reason a sentence for the user
    record Unavailable(String reason) implements Outcome {
        public Unavailable {
            Objects.requireNonNull(reason);
        }
    }
}
