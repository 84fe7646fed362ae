package dev.wassette.application.port.in;

import dev.wassette.domain.policy.Policy;
import java.util.Objects;

/// Tells whether a file is a policy, without giving it to a component. Safe for use by several threads.
public interface ValidatePolicy {

    /// @param uri where the file is
    Outcome validate(String uri);

    /// What the file is.
    sealed interface Outcome {}

    record Valid(Policy policy) implements Outcome {
        public Valid {
            Objects.requireNonNull(policy);
        }
    }

    /// @param reason what is wrong, with its line and column: a sentence for the user
    record NotValid(String reason) implements Outcome {
        public NotValid {
            Objects.requireNonNull(reason);
        }
    }
}
