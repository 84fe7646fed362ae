package dev.wassette.application.port.out;

import dev.wassette.domain.ComponentId;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// Keeps the text of policies, one for each component. Others may change them at any time: the user with an editor,
/// another process of ours. Safe for use by several threads and processes.
public interface PolicyStore {

    /// {@return a text that is another one after the policy has changed; empty when there is no policy}
    ///
    /// Cheap enough to be asked before each call of a component.
    Optional<String> version(ComponentId id) throws IOException;

    /// {@return the policy of a component; empty when it has none}
    Optional<StoredPolicy> read(ComponentId id) throws IOException;

    /// Changes the policy of a component, from what is stored at that moment. Who reads meanwhile sees all of the change
    /// or nothing of it.
    ///
    /// @throws IOException when the change refuses, or it cannot be stored; then nothing has changed
    void update(ComponentId id, Change change) throws IOException;

    /// Replaces the policy of a component by one that was written elsewhere. Who reads meanwhile sees the old one or the new
    /// one.
    ///
    /// @param source the URI where it came from
    void attach(ComponentId id, String text, String source) throws IOException;

    /// Gives a component a policy that was written elsewhere, unless it has one, which then stays.
    ///
    /// @param source the URI where it came from
    /// @return whether it had none
    boolean attachFirst(ComponentId id, String text, String source) throws IOException;

    /// A change of one policy.
    @FunctionalInterface
    interface Change {

        /// @param before empty when there is no policy
        /// @return empty to remove the policy and what is known about it
        /// @throws IOException to change nothing; with a sentence for the user
        Optional<String> apply(Optional<String> before) throws IOException;
    }

    /// A policy as it is stored.
    ///
    /// @param location where, for the user to find it
    /// @param source the URI where it came from; empty when it was made here
    /// @param createdAt seconds since the epoch
    record StoredPolicy(String text, String location, Optional<String> source, long createdAt) {
        public StoredPolicy {
            Objects.requireNonNull(text);
            Objects.requireNonNull(location);
            Objects.requireNonNull(source);
        }
    }
}
