package dev.wassette.application.port.in;

import dev.wassette.domain.ComponentId;
import java.util.Objects;

/// Gives permissions to components and takes them away (contract F.4). A change holds from the next call on. Safe for use
/// by several threads.
public interface ChangePermissions {

    /// Adds a permission to the policy of a loaded component, which gets one where it has none.
    Outcome grant(String componentId, PermissionRequest permission);

    /// Takes a permission away. What is not there is no mistake.
    Outcome revoke(String componentId, PermissionRequest permission);

    /// Denies a component something, whatever else its policy allows.
    Outcome deny(String componentId, PermissionRequest.Deniable permission);

    /// Takes a denial away: the component may do again what its policy allows. What is not there is no mistake.
    Outcome undeny(String componentId, PermissionRequest.Deniable permission);

    /// Removes the policy, with all that it allows and denies: the component may do nothing again.
    Outcome reset(String componentId);

    /// How a change ended.
    sealed interface Outcome {}

    record Changed(ComponentId id) implements Outcome {
        public Changed {
            Objects.requireNonNull(id);
        }
    }

    /// Nothing has changed.
    ///
    /// @param reason what was wrong and what to do: sentences for the user
    record NotChanged(String reason) implements Outcome {
        public NotChanged {
            Objects.requireNonNull(reason);
        }
    }
}
