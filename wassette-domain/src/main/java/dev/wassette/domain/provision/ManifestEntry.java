package dev.wassette.domain.provision;

import dev.wassette.domain.Digest;
import dev.wassette.domain.policy.Policy;
import java.util.Objects;
import java.util.Optional;

/// A component that a server shall have before it serves (contract J).
///
/// @param uri where it is
/// @param name for people
/// @param digest that its bytes must have
/// @param policy what it may do; empty to leave the policy as it is
/// @param retry what to do when it cannot be loaded
public record ManifestEntry(String uri, Optional<String> name, Optional<Digest> digest, Optional<Policy> policy, Retry retry) {
    public ManifestEntry {
        Objects.requireNonNull(uri);
        Objects.requireNonNull(name);
        Objects.requireNonNull(digest);
        Objects.requireNonNull(policy);
        Objects.requireNonNull(retry);
    }

    /// {@return the entry in a few words}
    public String label() {
        return name.map(each -> each + " (" + uri + ")").orElse(uri);
    }

    /// How often something is tried again.
    ///
    /// @param attempts after the first; 0 or more
    /// @param millis how long to wait before the second attempt
    /// @param isDoubling whether the wait doubles each time; else it grows by the same
    public record Retry(int attempts, long millis, boolean isDoubling) {

        /// {@return the rule to try once}
        public static Retry never() {
            return new Retry(0, 0, false);
        }

        /// {@return milliseconds to wait before an attempt}
        ///
        /// @param attempt 1 for the second one
        public long wait(int attempt) {
            return isDoubling ? millis << attempt - 1 : millis * attempt;
        }
    }
}
