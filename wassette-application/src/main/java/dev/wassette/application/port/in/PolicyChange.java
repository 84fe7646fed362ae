package dev.wassette.application.port.in;

import java.util.Objects;

/// A change of the policy of one component, as a user asks for it.
public sealed interface PolicyChange {

    record Grant(PermissionRequest permission) implements PolicyChange {
        public Grant {
            Objects.requireNonNull(permission);
        }
    }

    record Revoke(PermissionRequest permission) implements PolicyChange {
        public Revoke {
            Objects.requireNonNull(permission);
        }
    }

    record Deny(PermissionRequest.Deniable permission) implements PolicyChange {
        public Deny {
            Objects.requireNonNull(permission);
        }
    }

    /// Takes a denial away.
    record Undeny(PermissionRequest.Deniable permission) implements PolicyChange {
        public Undeny {
            Objects.requireNonNull(permission);
        }
    }

    /// Takes all permissions.
    record Reset() implements PolicyChange {}

    /// Replaces the policy by another one.
    record Attach(String policyUri) implements PolicyChange {
        public Attach {
            Objects.requireNonNull(policyUri);
        }
    }

    /// Removes the policy.
    record Detach() implements PolicyChange {}
}
