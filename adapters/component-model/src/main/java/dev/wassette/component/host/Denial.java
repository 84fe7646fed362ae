package dev.wassette.component.host;

import java.util.Objects;

/// Something that a guest asked for and that its grant does not allow.
///
/// @param permission what would have to be granted
/// @param target for what: a host with its scheme and port, a path, a name; as the guest wrote it, so not to be trusted
public record Denial(Permission permission, String target) {
    public Denial {
        Objects.requireNonNull(permission);
        Objects.requireNonNull(target);
    }

    /// The kinds of permission that a guest can lack.
    public enum Permission { NETWORK, STORAGE, ENVIRONMENT }
}
