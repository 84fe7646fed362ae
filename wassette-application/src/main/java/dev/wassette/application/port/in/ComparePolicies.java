package dev.wassette.application.port.in;

import dev.wassette.domain.ComponentId;
import dev.wassette.domain.policy.Policy;
import java.util.Objects;
import java.util.Optional;

/// Tells how policies differ, and changes nothing. Safe for use by several threads.
public interface ComparePolicies {

    /// Compares the policy of a component with what a change would make of it.
    Outcome preview(String componentId, PolicyChange change);

    /// Compares the policy of a component with another one.
    ///
    /// @param other the id of another component
    /// @param uri of a policy, where there is no component of that id
    Outcome compare(String componentId, String other, String uri);

    /// How it ended.
    sealed interface Outcome {}

    record Compared(ComponentId id, Side before, Side after) implements Outcome {
        public Compared {
            Objects.requireNonNull(id);
            Objects.requireNonNull(before);
            Objects.requireNonNull(after);
        }

        /// {@return what only the second policy says}
        public Policy added() {
            return after.policy().beyond(before.policy());
        }

        /// {@return what only the first policy says}
        public Policy removed() {
            return before.policy().beyond(after.policy());
        }

        /// {@return whether the texts differ, if only in a comment}
        public boolean isDifferent() {
            return !before.text().equals(after.text());
        }
    }

    /// One of two policies.
    ///
    /// @param name for the user to know it by
    /// @param text as it is stored; empty when there is no policy
    /// @param policy what it says; nothing when it is not valid
    /// @param complaint what is wrong with it, if anything: a sentence
    record Side(String name, Optional<String> text, Policy policy, Optional<String> complaint) {
        public Side {
            Objects.requireNonNull(name);
            Objects.requireNonNull(text);
            Objects.requireNonNull(policy);
            Objects.requireNonNull(complaint);
        }
    }

    /// @param reason what was wrong and what to do: sentences for the user
    record NotCompared(String reason) implements Outcome {
        public NotCompared {
            Objects.requireNonNull(reason);
        }
    }
}
